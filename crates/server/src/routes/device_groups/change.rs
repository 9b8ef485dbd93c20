//! `PATCH /organizations/{organization}/device-groups/{group}`: rename or move a group.

use api_types::{DeviceGroup, DeviceGroupChanges, DeviceGroupId, OrganizationId, Problem};
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
    store::device_groups::ChangeDeviceGroup,
};

/// Rename or move a device group; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/device-groups/{group}",
    tag = "device groups",
    operation_id = "change_device_group",
    params(
        ("organization" = OrganizationId, Path),
        ("group" = DeviceGroupId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = DeviceGroupChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed group; `ETag` is its new version", body = DeviceGroup),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The group has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or the group would be in itself or too deep", body = Problem,
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
    Path((organization, group)): Path<(OrganizationId, DeviceGroupId)>,
    headers: HeaderMap,
    Json(changes): Json<DeviceGroupChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let change = ChangeDeviceGroup {
        may: &may,
        group,
        versions,
        name: changes.name.as_deref().map(validated).transpose()?,
        parent: changes.parent,
        context: state.audit_context(&source),
    };
    let group = state.database.apply(&change).await?;
    Ok(if_match::with_version(group.version, group))
}
