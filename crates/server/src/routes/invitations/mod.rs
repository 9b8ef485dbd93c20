//! `/invitations` and `/organizations/{organization}/invitations`: asking people in, and coming in.

pub mod accept;
pub mod create;
pub mod decline;
mod error;
pub mod lookup;
pub mod request;
pub mod stop_mails;
pub mod validation;

use crate::{
    authz::{Token, TokenHash},
    error::{ApiError, ProblemType},
    state::AppState,
};

/// Where the invitation with this token is accepted. The token stands in the fragment, which no server ever sees.
pub fn link(state: &AppState, token: &Token) -> String {
    format!("{}/invitation#{}", state.settings.public_base_url, token.to_text())
}

/// The token that somebody came with; what never came from us leads to nothing.
fn token(text: &str) -> Result<TokenHash, ApiError> {
    Ok(Token::from_text(text).ok_or(ProblemType::INVITATION_UNKNOWN)?.hash())
}
