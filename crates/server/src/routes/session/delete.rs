//! `DELETE /session`: sign out.

use axum::{extract::State, http::StatusCode, response::IntoResponse};

use crate::{
    error::ApiError,
    routes::{
        extract::{Sender, SentToken},
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
    Sender(source): Sender,
    SentToken(token): SentToken,
) -> Result<impl IntoResponse, ApiError> {
    if let Some(token) = token {
        state.database.apply(&EndSession { token: token.hash(), context: state.audit_context(&source) }).await?;
    }
    Ok((StatusCode::NO_CONTENT, cookie::clear(&state.settings)))
}
