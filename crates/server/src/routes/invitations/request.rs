//! `POST /invitations/request`: ask for a new link with one that no longer works.

use api_types::{InvitationToken, Problem};
use axum::{extract::State, http::StatusCode};

use super::validation::can_send_mail;
use crate::{
    authz::Token,
    error::ApiError,
    routes::extract::{Json, Sender},
    state::AppState,
    store::invitations::RequestNewLink,
};

/// Ask the inviter for a new link; the response is the same for every token
#[utoipa::path(
    post,
    path = "/invitations/request",
    tag = "invitations",
    operation_id = "request_invitation",
    request_body = InvitationToken,
    responses(
        (status = 202,
            description = "Recorded at most once a day, if the link has expired or was replaced or withdrawn"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn request(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<InvitationToken>,
) -> Result<StatusCode, ApiError> {
    state.invitation_peer_limit.check_client(source.address)?;
    if let Some(token) = Token::from_text(&body.token) {
        let change = RequestNewLink {
            token: token.hash(),
            has_mail: can_send_mail(&state),
            context: state.audit_context(&source),
        };
        state.database.apply(&change).await?;
        state.mail_notify.now();
    }
    Ok(StatusCode::ACCEPTED)
}
