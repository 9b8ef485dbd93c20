//! `POST /organizations/{organization}/devices/bulk`: one action on many devices.

use api_types::{DeviceBulk, DeviceBulkResults, MAX_DEVICE_BULK, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    authz::policy::ManageDevices,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::devices::ChangeDevices,
};

/// Move or delete many devices; those that no longer exist are reported
#[utoipa::path(
    post,
    path = "/organizations/{organization}/devices/bulk",
    tag = "devices",
    operation_id = "change_devices",
    params(("organization" = OrganizationId, Path)),
    request_body = DeviceBulk,
    security(("session" = [])),
    responses(
        (status = 200, description = "The result for each device, in the order of the request",
            body = DeviceBulkResults),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn bulk(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(wanted): Json<DeviceBulk>,
) -> Result<Answer<DeviceBulkResults>, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    match wanted.devices.len() {
        0 => return Err(ApiError::field("/devices", "required", "At least one device.")),
        1..=MAX_DEVICE_BULK => {}
        _ => return Err(ApiError::field("/devices", "too_many", "At most 200 devices.")),
    }
    let change = ChangeDevices {
        may: &may,
        action: wanted.action,
        devices: validation::each_once(wanted.devices),
        group: wanted.group,
        context: state.audit_context(&source),
    };
    Ok(Answer(DeviceBulkResults { results: state.database.apply(&change).await? }))
}
