//! `GET /organizations/{organization}/devices/{device}/access`: who can reach a device.

use api_types::{AccessBy, DeviceAccess, DeviceId, List, MAX_SEARCH, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadGrants,
    cursor::Scope,
    error::ApiError,
    routes::{
        extract::Path,
        query::{QueryString, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::grants::{self, AccessRequest},
};

/// A page of people, for OpenAPI.
type DeviceAccessList = List<DeviceAccess>;

/// List the active members who can reach a device, by name, each with every way: roles and grants
#[utoipa::path(
    get,
    path = "/organizations/{organization}/devices/{device}/access",
    tag = "devices",
    operation_id = "list_device_access",
    params(
        ("organization" = OrganizationId, Path),
        ("device" = DeviceId, Path),
        ("q" = Option<String>, Query, description = "Words in name or signature"),
        ("by" = Option<String>, Query, description = "`role` or `grant`: only people who reach it in this way"),
        ("limit" = Option<u64>, Query, description = "1 to 200, 50 by default"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "One page of the people", body = DeviceAccessList),
        (status = 403, description = "The caller cannot read the devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn access(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, device)): Path<(OrganizationId, DeviceId)>,
    query: QueryString,
) -> Result<Json<DeviceAccessList>, ApiError> {
    let may = caller.authorize::<ReadGrants>(organization).await?;
    let (mut search, mut by) = (String::new(), None);
    let paging = query.read(|parameter, value| match parameter {
        "q" if value.chars().count() > MAX_SEARCH => Err(invalid("q", "too_long", "At most 200 characters.")),
        "q" => {
            value.clone_into(&mut search);
            Ok(true)
        }
        "by" => {
            let known = value.parse::<AccessBy>();
            by = Some(known.map_err(|()| invalid("by", "unknown", "`role` or `grant`."))?);
            Ok(true)
        }
        _ => Ok(false),
    })?;
    let view = [("q", search.clone()), ("by", by.map(|by| by.to_string()).unwrap_or_default())];
    let scope = Scope::new("access", device, &view);
    let page = paging.request(&state, &scope, None)?;
    let request = AccessRequest { device, search: &search, by, page, now: state.clock.now() };
    let page = grants::access(&state.database, &may, &request).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(List {
        items: page.items,
        next_cursor: page.next.map(|position| state.cursors.seal(&scope, &position)),
        total: page.total,
        version: None,
    }))
}
