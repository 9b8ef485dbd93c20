//! `POST /organizations/{organization}/members/{member}/restore`: restore a withdrawn invitation.

use api_types::{Member, MemberId, OrganizationId, Problem};
use axum::{extract::State, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Peer},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::invitations::RestoreInvitation,
};

/// Restore a withdrawn invitation within 30 days; its links work again
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/restore",
    tag = "invitations",
    operation_id = "restore_invitation",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The restored member", body = Member),
        (status = 204, description = "Restored; the caller cannot read members"),
        (status = 400, description = "The body has a field; send none, or `{}`", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "No withdrawn invitation, another member has the address now, or no seats are left", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The invitation was withdrawn more than 30 days ago", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn restore(
    State(state): State<AppState>,
    Peer(peer): Peer,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    _: NoBody,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let change = RestoreInvitation { may: &may, member, dry_run: false, context: state.audit_context(peer) };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    answer::changed(&state, &caller, organization, member).await
}
