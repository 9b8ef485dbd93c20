//! `GET /organizations/{organization}/api-keys/{key}`: one of its keys.

use api_types::{ApiKey, ApiKeyId, OrganizationId};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ManageApiKeys,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::api_keys,
};

/// Get an API key
#[utoipa::path(
    get,
    path = "/organizations/{organization}/api-keys/{key}",
    tag = "API keys",
    operation_id = "get_api_key",
    params(("organization" = OrganizationId, Path), ("key" = ApiKeyId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The key; `ETag` is its version", body = ApiKey),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, key)): Path<(OrganizationId, ApiKeyId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageApiKeys>(organization).await?;
    let key = api_keys::api_key(&state.database, &may, key, state.clock.now()).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(key.version, key))
}
