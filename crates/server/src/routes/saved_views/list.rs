//! `GET /organizations/{organization}/saved-views`: the caller's own.

use api_types::{List, OrganizationId, Problem, SavedView, Total};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// List the caller's saved views
#[utoipa::path(
    get,
    path = "/organizations/{organization}/saved-views",
    tag = "members",
    operation_id = "list_saved_views",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "All saved views, by name", body = List<SavedView>),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<List<SavedView>>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let items = store::saved_views::list(&state.database, &may).await?;
    let total = Total { count: items.len() as u64, exact: true };
    Ok(Json(List { items, next_cursor: None, total, version: None }))
}
