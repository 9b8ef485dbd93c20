//! `GET /organizations/{organization}/members/{member}/grants`: the grants of a member.

use api_types::{MemberGrants, MemberId, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadGrants,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::grants,
};

/// List the grants of a member, and what its roles give on all devices
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}/grants",
    tag = "grants",
    operation_id = "list_member_grants",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "All grants that have not ended", body = MemberGrants),
        (status = 403, description = "The caller cannot read the devices", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<Json<MemberGrants>, ApiError> {
    let may = caller.authorize::<ReadGrants>(organization).await?;
    let grants = grants::of_member(&state.database, &may, member, state.clock.now()).await?;
    Ok(Json(grants.ok_or(ApiError::NotFound)?))
}
