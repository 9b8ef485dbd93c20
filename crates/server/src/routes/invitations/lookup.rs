//! `POST /invitations/lookup`: what an invitation offers. A reading, but by `POST`: the token must stand in no address.

use api_types::{InvitationPreview, InvitationToken, Problem};
use axum::{Json as Answer, extract::State};

use super::validation::can_send_mail;
use crate::{
    error::ApiError,
    routes::extract::{Json, Sender},
    session::Caller,
    state::AppState,
    store::invitations::lookup as look_up,
};

/// Look up an invitation by its token; changes nothing
#[utoipa::path(
    post,
    path = "/invitations/lookup",
    tag = "invitations",
    operation_id = "look_up_invitation",
    request_body = InvitationToken,
    responses(
        (status = 200, description = "The invitation", body = InvitationPreview),
        (status = 404, description = "No invitation has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 410,
            description = "The invitation has expired or was withdrawn, accepted or replaced by a newer link",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn lookup(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Option<Caller>,
    Json(body): Json<InvitationToken>,
) -> Result<Answer<InvitationPreview>, ApiError> {
    state.invitation_peer_limit.check_client(source.address)?;
    let token = super::token(&body.token)?;
    let viewer = caller.as_ref().map(|caller| caller.signed_in().account());
    Ok(Answer(look_up(&state.database, token, viewer, can_send_mail(&state), state.clock.now()).await?))
}
