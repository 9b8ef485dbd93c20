//! `POST /organizations/{organization}/roles`: a custom role.

use api_types::{NewRole, OrganizationId, Problem, Role};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::error::Described;
use crate::{
    authz::policy::ManageRoles,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency, if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::roles::CreateRole,
};

/// Create a role from an existing one
#[utoipa::path(
    post,
    path = "/organizations/{organization}/roles",
    tag = "roles",
    operation_id = "create_role",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same role and creates nothing"),
    ),
    request_body = NewRole,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the role", body = Role),
        (status = 403, description = "The caller cannot manage roles, or lacks a permission of the role",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The organization has 200 roles", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or another role has the name", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(wanted): Json<NewRole>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageRoles>(organization).await?;
    let idempotency = idempotency::key(&headers, &format!("POST /organizations/{organization}/roles"), &wanted)?;
    let NewRole { from, name, description, permissions } = wanted;
    let valid = Described { name: Some(name), description: Some(description), permissions }.validated()?;
    let change = CreateRole {
        may: &may,
        id: state.new_id(),
        from,
        name: valid.name.unwrap_or_default(),
        description: valid.description.unwrap_or_default(),
        permissions: valid.permissions,
        idempotency,
        context: state.audit_context(&source),
    };
    let role = state.database.apply(&change).await?;
    let location = format!("/api/v1/organizations/{organization}/roles/{}", role.id);
    let body = if_match::with_version(role.version, role);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body))
}
