//! `POST /organizations/{organization}/devices`: a new device.

use api_types::{Device, NewDevice, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::error::validated_new;
use crate::{
    authz::policy::ManageDevices,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency, if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::devices::{CreateDevice, DeviceFields},
};

/// Create a device
#[utoipa::path(
    post,
    path = "/organizations/{organization}/devices",
    tag = "devices",
    operation_id = "create_device",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same device and creates nothing"),
    ),
    request_body = NewDevice,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the device", body = Device),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or another device has the external id", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(wanted): Json<NewDevice>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    let wanted = validated_new(wanted)?;
    let idempotency = idempotency::key(&headers, &format!("POST /organizations/{organization}/devices"), &wanted)?;
    let NewDevice { name, external_id, kind, location, group } = wanted;
    let change = CreateDevice {
        may: &may,
        id: state.new_id(),
        kind_id: state.new_id(),
        location_id: state.new_id(),
        fields: DeviceFields { name, external_id, kind, location },
        group,
        idempotency,
        context: state.audit_context(&source),
    };
    let device = state.database.apply(&change).await?;
    let location = format!("/api/v1/organizations/{organization}/devices/{}", device.id);
    let body = if_match::with_version(device.version, device);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body))
}
