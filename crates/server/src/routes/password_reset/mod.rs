//! `/password-reset`: a new password for people who have forgotten theirs.

pub mod confirm;
mod error;
pub mod lookup;
pub mod request;

use crate::{
    authz::{Token, TokenHash},
    error::{ApiError, ProblemType},
    state::AppState,
    store::audit::Source,
};

/// Where a new password is chosen with this token. The token stands in the fragment, which no server ever sees.
pub fn link(state: &AppState, token: &Token) -> String {
    format!("{}/password-reset#{}", state.settings.public_base_url, token.to_text())
}

/// The token of the request, if its client may still try.
fn token(state: &AppState, source: &Source, text: &str) -> Result<TokenHash, ApiError> {
    check_peer(state, source)?;
    Ok(Token::from_text(text).ok_or(ProblemType::RESET_UNKNOWN)?.hash())
}

/// Counts an attempt. Signing in has a limit of its own, so this one cannot use it up.
fn check_peer(state: &AppState, source: &Source) -> Result<(), ApiError> {
    state.reset_peer_limit.check_client(source.address)?;
    Ok(())
}
