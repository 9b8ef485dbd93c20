//! `POST /password-reset/lookup`: whose password it is. A reading, but by `POST`: the token must stand in no address.

use api_types::{PasswordResetPreview, PasswordResetToken, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    error::ApiError,
    routes::extract::{Json, Sender},
    state::AppState,
    store::password_resets::lookup as look_up,
};

/// Look up a password reset by its token; changes nothing
#[utoipa::path(
    post,
    path = "/password-reset/lookup",
    tag = "session",
    operation_id = "look_up_password_reset",
    request_body = PasswordResetToken,
    responses(
        (status = 200, description = "The account, and when the link expires", body = PasswordResetPreview),
        (status = 404, description = "No password reset has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The link has expired, was used or was replaced by a newer one", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn lookup(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<PasswordResetToken>,
) -> Result<Answer<PasswordResetPreview>, ApiError> {
    let token = super::token(&state, &source, &body.token)?;
    Ok(Answer(look_up(&state.database, token, state.clock.now()).await?))
}
