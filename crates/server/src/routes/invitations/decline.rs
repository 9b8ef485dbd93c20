//! `POST /invitations/decline`: end an invitation with its link.

use api_types::{InvitationToken, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    error::ApiError,
    routes::extract::{Json, Sender},
    state::AppState,
    store::invitations::DeclineInvitation,
};

/// Decline an invitation; its links stop working, and administrators can restore it for 30 days
#[utoipa::path(
    post,
    path = "/invitations/decline",
    tag = "invitations",
    operation_id = "decline_invitation",
    request_body = InvitationToken,
    responses(
        (status = 204, description = "Declined"),
        (status = 404, description = "No invitation has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 410,
            description = "The invitation has expired or was withdrawn, accepted or replaced by a newer link",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn decline(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<InvitationToken>,
) -> Result<StatusCode, ApiError> {
    state.invitation_peer_limit.check_client(source.address)?;
    let change = DeclineInvitation { token: super::token(&body.token)?, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    Ok(StatusCode::NO_CONTENT)
}
