//! `GET /organizations/{organization}/roles/{role}`: one role.

use api_types::{OrganizationId, Problem, Role, RoleId};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadRoles,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get a role
#[utoipa::path(
    get,
    path = "/organizations/{organization}/roles/{role}",
    tag = "roles",
    operation_id = "get_role",
    params(("organization" = OrganizationId, Path), ("role" = RoleId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The role; `ETag` is its version", body = Role),
        (status = 403, description = "The caller cannot read the roles", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, role)): Path<(OrganizationId, RoleId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadRoles>(organization).await?;
    let role = store::roles::get(&state.database, &may, role).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(role.version, role))
}
