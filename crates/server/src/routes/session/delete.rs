//! `DELETE /session`: sign out.

use axum::{extract::State, http::StatusCode, response::IntoResponse};

use crate::{
    error::ApiError,
    routes::{
        extract::{Peer, SentToken},
        session::cookie,
    },
    state::AppState,
    store::sessions::EndSession,
};

/// Sign out; succeeds even if nobody is signed in
#[utoipa::path(
    delete,
    path = "/session",
    tag = "session",
    operation_id = "delete_session",
    responses((status = 204, description = "Signed out"))
)]
pub async fn delete(
    State(state): State<AppState>,
    Peer(peer): Peer,
    SentToken(token): SentToken,
) -> Result<impl IntoResponse, ApiError> {
    if let Some(token) = token {
        state.database.apply(&EndSession { token: token.hash(), context: state.audit_context(peer) }).await?;
    }
    Ok((StatusCode::NO_CONTENT, cookie::clear(&state.settings)))
}
