//! `POST /organizations/{organization}/members/{member}/restore`: restore a removed member or a withdrawn invitation.

use api_types::{Member, MemberId, OrganizationId, Problem, RestoreMember};
use axum::{extract::State, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{OptionalJson, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::Restore,
};

/// Restore a removed member or a withdrawn invitation within 30 days; the links of an invitation work again
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/restore",
    tag = "members",
    operation_id = "restore_member",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    request_body = Option<RestoreMember>,
    security(("session" = [])),
    responses(
        (status = 200, description = "The restored member", body = Member),
        (status = 204, description = "Restored; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Neither removed nor withdrawn, another member has the address now, the account \
            no longer exists, or no seats are left", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Removed or withdrawn more than 30 days ago", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "An invitation would have no roles", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn restore(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    OptionalJson(wanted): OptionalJson<RestoreMember>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let context = state.audit_context(&source);
    let change = Restore { may: &may, member, roles: wanted.roles, dry_run: false, context };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    answer::changed(&state, &caller, organization, member).await
}
