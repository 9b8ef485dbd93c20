//! `DELETE /session`: sign out.

use axum::{
    extract::State,
    http::{HeaderName, StatusCode},
    response::IntoResponse,
};

use crate::{
    error::ApiError,
    routes::{
        extract::{Sender, SentToken},
        session::cookie,
    },
    state::AppState,
    store::sessions::EndSession,
};

/// Lets the browser forget what it keeps of pages and answers, also of those that it would show for "back". Not its
/// storage: on a portal's origin that is not ours alone.
const FORGET: (HeaderName, &str) = (HeaderName::from_static("clear-site-data"), "\"cache\"");

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
    Ok((StatusCode::NO_CONTENT, [FORGET], cookie::clear(&state.settings)))
}
