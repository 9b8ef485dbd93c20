//! `DELETE /organizations/{organization}/devices/{device}`: delete a device.

use api_types::{DeviceId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageDevices,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::devices::DeleteDevice,
};

/// Delete a device; the grants on it end
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/devices/{device}",
    tag = "devices",
    operation_id = "delete_device",
    params(("organization" = OrganizationId, Path), ("device" = DeviceId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, device)): Path<(OrganizationId, DeviceId)>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    state.database.apply(&DeleteDevice { may: &may, device, context: state.audit_context(&source) }).await?;
    Ok(StatusCode::NO_CONTENT)
}
