//! `GET /account`: one's own account.

use api_types::OwnAccount;
use axum::{extract::State, response::IntoResponse};

use crate::{error::ApiError, routes::responses::SignedInOnly, session::Caller, state::AppState};

/// Get your own account
#[utoipa::path(
    get,
    path = "/account",
    tag = "account",
    operation_id = "get_account",
    security(("session" = [])),
    responses((status = 200, description = "The account; `ETag` is its version", body = OwnAccount), SignedInOnly)
)]
pub async fn get(State(state): State<AppState>, caller: Caller) -> Result<impl IntoResponse, ApiError> {
    super::answer(&state, &caller).await
}
