//! `GET /organizations/{organization}/roles`: all of them, with the number of holders.

use api_types::{List, OrganizationId, Problem, Role, Total};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadRoles,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// List the roles of an organization, each with the number of its holders
#[utoipa::path(
    get,
    path = "/organizations/{organization}/roles",
    tag = "roles",
    operation_id = "list_roles",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "All roles", body = List<Role>),
        (status = 403, description = "The caller cannot read the roles", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<List<Role>>, ApiError> {
    let may = caller.authorize::<ReadRoles>(organization).await?;
    let items = store::roles::list(&state.database, &may).await?;
    let total = Total { count: items.len() as u64, exact: true };
    Ok(Json(List { items, next_cursor: None, total, version: None }))
}
