//! `GET /organizations/{organization}/api-keys`: the keys of its programs.

use api_types::{ApiKeys, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ManageApiKeys,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::api_keys,
};

/// List the API keys of an organization, without revoked ones
#[utoipa::path(
    get,
    path = "/organizations/{organization}/api-keys",
    tag = "API keys",
    operation_id = "list_api_keys",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The keys, at most 50", body = ApiKeys), MembersOnly)
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<ApiKeys>, ApiError> {
    let may = caller.authorize::<ManageApiKeys>(organization).await?;
    let items = api_keys::api_keys(&state.database, &may, state.clock.now()).await?;
    Ok(Json(ApiKeys { items }))
}
