//! `DELETE /organizations/{organization}/members/{member}/grants/{grant}`: end a grant.

use api_types::{GrantId, MemberId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::GrantDevices,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::grants::EndGrant,
};

/// End a grant; other ways to reach the device remain
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/members/{member}/grants/{grant}",
    tag = "grants",
    operation_id = "end_member_grant",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path), ("grant" = GrantId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not allowed, the member has more permissions than the caller, or the level is \
            above the caller's own", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The member is the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn end(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member, grant)): Path<(OrganizationId, MemberId, GrantId)>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<GrantDevices>(organization).await?;
    state.database.apply(&EndGrant { may: &may, member, grant, context: state.audit_context(&source) }).await?;
    Ok(StatusCode::NO_CONTENT)
}
