//! `PATCH /organizations/{organization}/roles/{role}`: change a role.

use api_types::{OrganizationId, Problem, Role, RoleChanges, RoleId};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use super::error::Described;
use crate::{
    authz::policy::ManageRoles,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::roles::ChangeRole,
};

/// Change a role; absent fields stay unchanged, and the change applies at the next request of its holders
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/roles/{role}",
    tag = "roles",
    operation_id = "change_role",
    params(
        ("organization" = OrganizationId, Path),
        ("role" = RoleId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = RoleChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed role; `ETag` is its new version", body = Role),
        (status = 403, description = "The caller cannot manage roles, or lacks a permission that the role has or would \
            get", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The permissions are those of the administrator role, or the caller could no \
            longer manage roles", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The role has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or another role has the name", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, role)): Path<(OrganizationId, RoleId)>,
    headers: HeaderMap,
    Json(changes): Json<RoleChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageRoles>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let RoleChanges { name, description, permissions } = changes;
    let valid = Described { name, description, permissions }.validated()?;
    let change = ChangeRole {
        may: &may,
        role,
        versions,
        name: valid.name,
        description: valid.description,
        permissions: valid.permissions,
        context: state.audit_context(&source),
    };
    let role = state.database.apply(&change).await?;
    Ok(if_match::with_version(role.version, role))
}
