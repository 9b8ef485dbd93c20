//! `DELETE /organizations/{organization}/device-groups/{group}`: delete a group.

use api_types::{DeviceGroupDeletion, DeviceGroupId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use super::error::moved_to;
use crate::{
    authz::policy::ManageDevices,
    error::ApiError,
    routes::{
        extract::{OptionalJson, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::device_groups::DeleteDeviceGroup,
};

/// Delete a device group; its devices and subgroups move, and the grants on it end
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/device-groups/{group}",
    tag = "device groups",
    operation_id = "delete_device_group",
    params(("organization" = OrganizationId, Path), ("group" = DeviceGroupId, Path)),
    request_body = Option<DeviceGroupDeletion>,
    security(("session" = [])),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The numbers are not those of the group, or its content cannot move there",
            body = Problem, content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, group)): Path<(OrganizationId, DeviceGroupId)>,
    OptionalJson(known): OptionalJson<DeviceGroupDeletion>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    let change = DeleteDeviceGroup { may: &may, group, known, context: state.audit_context(&source) };
    state.database.apply(&change).await.map_err(moved_to)?;
    Ok(StatusCode::NO_CONTENT)
}
