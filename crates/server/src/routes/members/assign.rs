//! `PUT /organizations/{organization}/members/{member}/roles`: give roles and take them away.

use api_types::{Member, MemberId, MemberRoles, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use crate::{
    app::AppState,
    authz::{Caller, policy::AssignRoles},
    error::ApiError,
    routes::{
        extract::{Json, Path, Peer},
        invitations::wishes,
        responses::MembersOnly,
        version,
    },
    store::{self, members::AssignMemberRoles},
};

const MAX_ROLES: usize = 200;

/// Let somebody hold exactly these roles, from the next request on
#[utoipa::path(
    put,
    path = "/organizations/{organization}/members/{member}/roles",
    tag = "members",
    operation_id = "assign_member_roles",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of what was read"),
    ),
    request_body = MemberRoles,
    security(("session" = [])),
    responses(
        (status = 200, description = "The person; `ETag` names the new version", body = Member),
        (status = 403, description = "Not allowed, or the member or a role may more than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Nobody would be left who administers the organization, or the caller would lose their \
            own access to it", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "It has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A role is not the organization's, or an invitation would have none",
            body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "Without `If-Match`", body = Problem, content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn assign(
    State(state): State<AppState>,
    Peer(peer): Peer,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(wanted): Json<MemberRoles>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<AssignRoles>(organization).await?;
    let version = version::wanted(&headers)?;
    if wanted.roles.len() > MAX_ROLES {
        return Err(ApiError::field("/roles", "too_many", "At most 200 roles."));
    }
    let roles = wishes::each_once(wanted.roles);
    let change = AssignMemberRoles { may: &may, member, version, roles, stamp: state.stamp(peer) };
    state.database.apply(&change).await?;
    let member = store::members::changed(&state.database, &may, &[member]).await?.remove(&member);
    member.map(version::answer).ok_or(ApiError::NotFound)
}
