//! `DELETE /organizations/{organization}/roles/{role}`: delete a custom role.

use api_types::{OrganizationId, Problem, RoleId};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageRoles,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        query::{QueryString, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::roles::DeleteRole,
};

/// Delete a custom role; its holders, and invitations with it, get the replacement
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/roles/{role}",
    tag = "roles",
    operation_id = "delete_role",
    params(
        ("organization" = OrganizationId, Path),
        ("role" = RoleId, Path),
        ("replacement" = Option<RoleId>, Query,
            description = "The role that its holders get; not needed if nobody has the role"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "The caller cannot manage roles, or lacks a permission of one of the two roles",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The role is predefined, it has holders and there is no replacement, or the \
            caller could no longer manage roles", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The replacement is not another role of the organization", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, role)): Path<(OrganizationId, RoleId)>,
    query: QueryString,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageRoles>(organization).await?;
    let replacement = replacement(&query)?;
    let change = DeleteRole { may: &may, role, replacement, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The parameter `replacement`.
fn replacement(query: &QueryString) -> Result<Option<RoleId>, ApiError> {
    let mut replacement = None;
    query.read_all(|parameter, value| {
        if parameter != "replacement" {
            return Ok(false);
        }
        let id = value.parse().map_err(|_| invalid("replacement", "invalid", "The id of a role."))?;
        replacement = Some(id);
        Ok(true)
    })?;
    Ok(replacement)
}
