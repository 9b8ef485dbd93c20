//! `POST /password-reset/confirm`: choose a new password.

use api_types::{NewPassword, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        invitations::validation::can_send_mail,
    },
    session::password_problem,
    state::AppState,
    store::{
        accounts::PasswordContext,
        password_resets::{ConfirmPasswordReset, lookup as look_up},
    },
};

/// Choose a new password; ends every session of the account, keeps its second factor and signs nobody in
#[utoipa::path(
    post,
    path = "/password-reset/confirm",
    tag = "session",
    operation_id = "confirm_password_reset",
    request_body = NewPassword,
    responses(
        (status = 204, description = "Changed. The owner of the account is told by mail"),
        (status = 404, description = "No password reset has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The link has expired, was used or was replaced by a newer one", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The password is too short, too long or too easy to guess", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn confirm(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<NewPassword>,
) -> Result<StatusCode, ApiError> {
    let token = super::token(&state, &source, &body.token)?;
    // Looked at before, so that no dead link costs the hashing of a password.
    let reset = look_up(&state.database, token, state.clock.now()).await?;
    let context = PasswordContext::of_address(&state.database, &reset.email).await?.unwrap_or_default();
    if let Some(problem) = password_problem("/password", &body.password, &context) {
        return Err(ApiError::Invalid(vec![problem]));
    }
    let change = ConfirmPasswordReset {
        token,
        password_hash: state.passwords.hash(body.password, &state.entropy).await?,
        has_mail: can_send_mail(&state),
        language: body.language.unwrap_or_default(),
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}
