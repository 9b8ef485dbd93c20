//! `GET /organizations/{organization}/devices/{device}`: one device.

use api_types::{Device, DeviceId, OrganizationId, Problem};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadDevices,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get a device
#[utoipa::path(
    get,
    path = "/organizations/{organization}/devices/{device}",
    tag = "devices",
    operation_id = "get_device",
    params(("organization" = OrganizationId, Path), ("device" = DeviceId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The device; `ETag` is its version", body = Device),
        (status = 403, description = "The caller cannot read the devices", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, device)): Path<(OrganizationId, DeviceId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadDevices>(organization).await?;
    let device = store::devices::get(&state.database, &may, device, state.clock.now()).await?;
    let device = device.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(device.version, device))
}
