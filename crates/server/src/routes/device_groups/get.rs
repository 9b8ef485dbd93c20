//! `GET /organizations/{organization}/device-groups/{group}`: one group.

use api_types::{DeviceGroup, DeviceGroupId, OrganizationId, Problem};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadDevices,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::device_groups,
};

/// Get a device group
#[utoipa::path(
    get,
    path = "/organizations/{organization}/device-groups/{group}",
    tag = "device groups",
    operation_id = "get_device_group",
    params(("organization" = OrganizationId, Path), ("group" = DeviceGroupId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The group; `ETag` is its version", body = DeviceGroup),
        (status = 403, description = "The caller cannot read the devices", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, group)): Path<(OrganizationId, DeviceGroupId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadDevices>(organization).await?;
    let group = device_groups::get(&state.database, &may, group).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(group.version, group))
}
