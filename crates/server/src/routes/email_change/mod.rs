//! `/email-changes`: confirming a new e-mail address with the link that was sent to it.

pub mod confirm;
mod error;
pub mod lookup;

use crate::{
    authz::{Token, TokenHash},
    error::{ApiError, ProblemType},
    state::AppState,
    store::audit::Source,
};

/// The token of the request, if its client may still try. The limit is that of no other purpose.
fn token(state: &AppState, source: &Source, text: &str) -> Result<TokenHash, ApiError> {
    state.email_change_peer_limit.check_client(source.address)?;
    Ok(Token::from_text(text).ok_or(ProblemType::EMAIL_CHANGE_UNKNOWN)?.hash())
}
