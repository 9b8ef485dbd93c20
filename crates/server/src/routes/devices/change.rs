//! `PATCH /organizations/{organization}/devices/{device}`: change or move a device.

use api_types::{Device, DeviceChanges, DeviceId, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use super::error::validated;
use crate::{
    authz::policy::ManageDevices,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::devices::ChangeDevice,
};

/// Change or move a device; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/devices/{device}",
    tag = "devices",
    operation_id = "change_device",
    params(
        ("organization" = OrganizationId, Path),
        ("device" = DeviceId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = DeviceChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed device; `ETag` is its new version", body = Device),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The device has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or another device has the external id", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, device)): Path<(OrganizationId, DeviceId)>,
    headers: HeaderMap,
    Json(changes): Json<DeviceChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let valid = validated(&changes)?;
    let change = ChangeDevice {
        may: &may,
        device,
        kind_id: state.new_id(),
        location_id: state.new_id(),
        versions,
        name: valid.name,
        external_id: valid.external_id,
        kind: valid.kind,
        location: valid.location,
        group: valid.group,
        context: state.audit_context(&source),
    };
    let device = state.database.apply(&change).await?;
    Ok(if_match::with_version(device.version, device))
}
