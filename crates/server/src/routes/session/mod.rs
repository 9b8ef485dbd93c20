//! `/session`: sign in, who am I, sign out.

pub mod attempts;
pub mod cookie;
pub mod create;
pub mod delete;
pub mod get;
pub mod open;
pub mod passkey;
pub mod proof;
pub mod second_factor;

use api_types::Session;

use crate::{authz::SignedIn, error::ApiError, state::AppState, store};

/// How the session looks on the wire.
pub(in crate::routes) async fn describe(state: &AppState, signed_in: &SignedIn) -> Result<Session, ApiError> {
    Ok(Session {
        account: signed_in.account().clone(),
        default_organization: store::organizations::default_for(&state.database, signed_in).await?,
        expires_at: signed_in.expires_at().to_string(),
    })
}
