//! `POST /organizations/{organization}/members/{member}/link`: create another link to an invitation.

use api_types::{InvitationLink, MemberId, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::{Token, policy::ChangeMember},
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        invitations,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::invitations::LinkInvitation,
};

/// Create another link to an invitation; existing links stay valid
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/link",
    tag = "invitations",
    operation_id = "link_invitation",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The link", body = InvitationLink),
        (status = 400, description = "The body has a field; send none, or `{}`", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member has no pending or expired invitation", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The invitation has expired or was withdrawn, or the member was removed",
            body = Problem, content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn link(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    _: NoBody,
) -> Result<Json<InvitationLink>, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let token = Token::new(&state.entropy);
    let change = LinkInvitation { may: &may, member, token: token.hash(), context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    Ok(Json(InvitationLink { link: invitations::link(&state, &token) }))
}
