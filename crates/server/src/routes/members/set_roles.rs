//! `PUT /organizations/{organization}/members/{member}/roles`: replace a member's roles.

use api_types::{MAX_ROLES, Member, MemberId, MemberRoles, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::answer;
use crate::{
    authz::policy::AssignRoles,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        invitations::validation,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::SetRoles,
};

/// Replace a member's roles
#[utoipa::path(
    put,
    path = "/organizations/{organization}/members/{member}/roles",
    tag = "members",
    operation_id = "set_member_roles",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = MemberRoles,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed member; `ETag` is its new version", body = Member),
        (status = 204, description = "Changed; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member or a role has more permissions than the caller",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The organization would lose its last administrator, or the caller would lose \
            their own access", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The member has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The organization has no such role, or an invitation would have no roles",
            body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn set_roles(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(wanted): Json<MemberRoles>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<AssignRoles>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    if wanted.roles.len() > MAX_ROLES {
        return Err(ApiError::field("/roles", "too_many", "At most 200 roles."));
    }
    let roles = validation::each_once(wanted.roles);
    let change = SetRoles { may: &may, member, versions, roles, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    answer::changed(&state, &caller, organization, member).await
}
