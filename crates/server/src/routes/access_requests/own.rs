//! `GET /organizations/{organization}/membership/access-requests`: what the caller asked for.

use api_types::{OrganizationId, OwnAccessRequests};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::access_requests,
};

/// List the caller's own access requests; devices and groups without access have no name
#[utoipa::path(
    get,
    path = "/organizations/{organization}/membership/access-requests",
    tag = "access requests",
    operation_id = "list_own_access_requests",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The last 50 requests", body = OwnAccessRequests), MembersOnly)
)]
pub async fn own(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<OwnAccessRequests>, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let items = access_requests::own(&state.database, &may, state.clock.now()).await?;
    Ok(Json(OwnAccessRequests { items }))
}
