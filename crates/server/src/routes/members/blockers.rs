//! `GET /organizations/{organization}/members/{member}/blockers`: what depends on a member.

use api_types::{MemberBlockers, MemberId, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadMember,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get what depends on a member
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}/blockers",
    tag = "members",
    operation_id = "get_member_blockers",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "What depends on the member", body = MemberBlockers), MembersOnly)
)]
pub async fn blockers(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<Json<MemberBlockers>, ApiError> {
    let may = caller.authorize::<ReadMember>(organization).await?;
    let blockers = store::members::blockers(&state.database, &may, member).await?;
    blockers.map(Json).ok_or(ApiError::NotFound)
}
