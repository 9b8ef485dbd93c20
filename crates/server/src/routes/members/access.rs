//! `GET /organizations/{organization}/members/{member}/access`: why a member has access.

use api_types::{MemberAccess, MemberId, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadMember,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::grants,
};

/// Get what gives a member access, and what removing each of it would take away
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}/access",
    tag = "members",
    operation_id = "get_member_access",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "Roles and grants with what they give", body = MemberAccess), MembersOnly)
)]
pub async fn access(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<Json<MemberAccess>, ApiError> {
    let may = caller.authorize::<ReadMember>(organization).await?;
    let access = grants::explain(&state.database, &may, member, state.clock.now()).await?;
    access.map(Json).ok_or(ApiError::NotFound)
}
