//! `GET /organizations/{organization}/device-groups`: the tree of groups.

use api_types::{DeviceGroups, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadDevices,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::device_groups,
};

/// List all device groups of an organization, each behind the group that it is in
#[utoipa::path(
    get,
    path = "/organizations/{organization}/device-groups",
    tag = "device groups",
    operation_id = "list_device_groups",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The whole tree", body = DeviceGroups),
        (status = 403, description = "The caller cannot read the devices", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<DeviceGroups>, ApiError> {
    let may = caller.authorize::<ReadDevices>(organization).await?;
    Ok(Json(device_groups::all(&state.database, &may).await?))
}
