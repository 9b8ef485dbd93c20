//! `POST /organizations/{organization}/members/{member}/restore`: undo a withdrawal.

use api_types::{Member, MemberId, OrganizationId, Problem};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{Path, Peer},
        if_match as version,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{self, invitations::RestoreInvitation},
};

/// Undo a withdrawal within 24 hours; the old links work again
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/restore",
    tag = "invitations",
    operation_id = "restore_invitation",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The restored member", body = Member),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Another member has the address now, or no seats are left", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn restore(
    State(state): State<AppState>,
    Peer(peer): Peer,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let change = RestoreInvitation { may: &may, member, dry_run: false, stamp: state.stamp(peer) };
    state.database.apply(&change).await?;
    state.mail_wake.now();
    let member = store::members::changed(&state.database, &may, &[member]).await?.remove(&member);
    member.map(version::answer).ok_or(ApiError::NotFound)
}
