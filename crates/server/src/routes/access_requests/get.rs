//! `GET /organizations/{organization}/access-requests/{request}`: one request.

use api_types::{AccessRequest, AccessRequestId, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::{GrantDevices, ReadOrganization},
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::access_requests,
};

/// Get an access request: one of the caller's own, or any for those who can answer
#[utoipa::path(
    get,
    path = "/organizations/{organization}/access-requests/{request}",
    tag = "access requests",
    operation_id = "get_access_request",
    params(("organization" = OrganizationId, Path), ("request" = AccessRequestId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The request", body = AccessRequest), MembersOnly)
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, request)): Path<(OrganizationId, AccessRequestId)>,
) -> Result<Json<AccessRequest>, ApiError> {
    read(&state, &caller, organization, request).await.map(Json)
}

/// The request as the caller sees it.
///
/// # Errors
/// [`ApiError::NotFound`] for the request of somebody else, if the caller cannot answer it.
pub async fn read(
    state: &AppState,
    caller: &Caller,
    organization: OrganizationId,
    request: AccessRequestId,
) -> Result<AccessRequest, ApiError> {
    let own = caller.authorize::<ReadOrganization>(organization).await?;
    let now = state.clock.now();
    let found = match caller.authorize::<GrantDevices>(organization).await {
        Ok(may) => access_requests::get(&state.database, &may, request, now).await?,
        Err(ApiError::Forbidden | ApiError::NotFound) => {
            access_requests::own_one(&state.database, &own, request, now).await?
        }
        Err(error) => return Err(error),
    };
    found.ok_or(ApiError::NotFound)
}
