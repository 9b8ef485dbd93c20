//! `POST /invitations/stop-mails`: no more mails about invitations.

use api_types::{Problem, StopMails as RequestBody};
use axum::{extract::State, http::StatusCode};

use crate::{
    error::ApiError,
    routes::extract::{Json, Sender},
    state::AppState,
    store::invitations::StopMails,
};

/// Stop e-mails about invitations to the address that the link was sent to, from all organizations, or allow them again
#[utoipa::path(
    post,
    path = "/invitations/stop-mails",
    tag = "invitations",
    operation_id = "stop_invitation_mails",
    request_body = RequestBody,
    responses(
        (status = 204, description = "Stopped or allowed. Links that already expired or were used work for this too"),
        (status = 404, description = "No e-mail about an invitation has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn stop_mails(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<RequestBody>,
) -> Result<StatusCode, ApiError> {
    state.invitation_peer_limit.check_client(source.address)?;
    let (token, context) = (super::token(&body.token)?, state.audit_context(&source));
    state.database.apply(&StopMails { token, stop: body.stop, context }).await?;
    Ok(StatusCode::NO_CONTENT)
}
