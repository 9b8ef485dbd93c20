//! `GET /organizations/recent`: those that the caller has pinned and used last.

use api_types::RecentOrganizations;
use axum::{Json, extract::State};

use crate::{error::ApiError, routes::responses::SignedInOnly, session::Caller, state::AppState, store};

/// List the organizations that the caller has pinned or used last
#[utoipa::path(
    get,
    path = "/organizations/recent",
    tag = "organizations",
    operation_id = "list_recent_organizations",
    security(("session" = [])),
    responses((status = 200, description = "The organizations", body = RecentOrganizations), SignedInOnly)
)]
pub async fn recent(State(state): State<AppState>, caller: Caller) -> Result<Json<RecentOrganizations>, ApiError> {
    Ok(Json(store::organizations::recent(&state.database, caller.signed_in()).await?))
}
