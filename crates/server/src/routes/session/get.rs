//! `GET /session`: who am I.

use api_types::Session;
use axum::{Json, extract::State};

use crate::{
    error::ApiError,
    routes::{responses::SignedInOnly, session::describe},
    session::Caller,
    state::AppState,
};

/// Get the current session
#[utoipa::path(
    get,
    path = "/session",
    tag = "session",
    operation_id = "get_session",
    security(("session" = [])),
    responses((status = 200, description = "The account and its session", body = Session), SignedInOnly)
)]
pub async fn get(State(state): State<AppState>, caller: Caller) -> Result<Json<Session>, ApiError> {
    Ok(Json(describe(&state, caller.signed_in()).await?))
}
