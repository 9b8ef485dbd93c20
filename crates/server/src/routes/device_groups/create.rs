//! `POST /organizations/{organization}/device-groups`: a new group.

use api_types::{DeviceGroup, NewDeviceGroup, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::error::validated;
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
    store::device_groups::CreateDeviceGroup,
};

/// Create a device group
#[utoipa::path(
    post,
    path = "/organizations/{organization}/device-groups",
    tag = "device groups",
    operation_id = "create_device_group",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same group and creates nothing"),
    ),
    request_body = NewDeviceGroup,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the group", body = DeviceGroup),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or the group would be too deep", body = Problem,
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
    Json(wanted): Json<NewDeviceGroup>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageDevices>(organization).await?;
    let wanted = NewDeviceGroup { name: validated(&wanted.name)?, ..wanted };
    let operation = format!("POST /organizations/{organization}/device-groups");
    let idempotency = idempotency::key(&headers, &operation, &wanted)?;
    let change = CreateDeviceGroup {
        may: &may,
        id: state.new_id(),
        name: wanted.name,
        parent: wanted.parent,
        idempotency,
        context: state.audit_context(&source),
    };
    let group = state.database.apply(&change).await?;
    let location = format!("/api/v1/organizations/{organization}/device-groups/{}", group.id);
    let body = if_match::with_version(group.version, group);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body))
}
