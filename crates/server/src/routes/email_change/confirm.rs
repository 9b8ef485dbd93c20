//! `POST /email-changes/confirm`: confirm a new e-mail address.

use api_types::{EmailChangeToken, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    error::ApiError,
    routes::extract::{Json, Sender},
    state::AppState,
    store::email_changes::ConfirmEmailChange,
};

/// Confirm a new e-mail address; from then on its owner signs in with it. Sessions stay, and nobody is signed in
#[utoipa::path(
    post,
    path = "/email-changes/confirm",
    tag = "session",
    operation_id = "confirm_email_change",
    request_body = EmailChangeToken,
    responses(
        (status = 204, description = "Changed. The old address gets a mail, and links to choose a password no longer work"),
        (status = 404, description = "No change of an address has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Another account or member has the address; nothing has changed", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The link has expired or was used, a newer link has replaced it, or the change \
            was cancelled", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn confirm(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<EmailChangeToken>,
) -> Result<StatusCode, ApiError> {
    let token = super::token(&state, &source, &body.token)?;
    let change = ConfirmEmailChange {
        token,
        context: state.audit_context(&source),
        release_context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}
