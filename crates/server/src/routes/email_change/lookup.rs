//! `POST /email-changes/lookup`: which address a link confirms. A reading, but by `POST`: the token must stand in no URL.

use api_types::{EmailChangePreview, EmailChangeToken, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    error::ApiError,
    routes::extract::{Json, Sender},
    state::AppState,
    store::email_changes::lookup as look_up,
};

/// Look up the change of an e-mail address by its token; changes nothing
#[utoipa::path(
    post,
    path = "/email-changes/lookup",
    tag = "session",
    operation_id = "look_up_email_change",
    request_body = EmailChangeToken,
    responses(
        (status = 200, description = "The new address, whose account it is, and when the link expires",
            body = EmailChangePreview),
        (status = 404, description = "No change of an address has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The link has expired or was used, a newer link has replaced it, or the change \
            was cancelled", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn lookup(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<EmailChangeToken>,
) -> Result<Answer<EmailChangePreview>, ApiError> {
    let token = super::token(&state, &source, &body.token)?;
    Ok(Answer(look_up(&state.database, token, state.clock.now()).await?))
}
