//! `POST /organizations/{organization}/members/{member}/withdraw`: withdraw an invitation.

use api_types::{MemberId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::invitations::WithdrawInvitation,
};

/// Withdraw an invitation; its links stop working. It can be restored for 30 days
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/withdraw",
    tag = "invitations",
    operation_id = "withdraw_invitation",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = 400, description = "The body has a field; send none, or `{}`", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member has no pending or expired invitation, or other programs still need \
            it (`blocked`)", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The invitation is already withdrawn, or the member was removed", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn withdraw(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let change = WithdrawInvitation { may: &may, member, dry_run: false, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    Ok(StatusCode::NO_CONTENT)
}
