//! `PATCH /organizations/{organization}/api-keys/{key}`: change its name, or where it works from.

use api_types::{ApiKey, ApiKeyChanges, ApiKeyId, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use super::validation;
use crate::{
    authz::policy::ManageApiKeys,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::api_keys::{self, ChangeKey},
};

/// Change an API key; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/api-keys/{key}",
    tag = "API keys",
    operation_id = "change_api_key",
    params(
        ("organization" = OrganizationId, Path),
        ("key" = ApiKeyId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = ApiKeyChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed key; `ETag` is its new version", body = ApiKey),
        (status = 412, description = "The key has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
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
    Path((organization, key)): Path<(OrganizationId, ApiKeyId)>,
    headers: HeaderMap,
    Json(changes): Json<ApiKeyChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageApiKeys>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let name = changes.name.map(|name| validation::name(&name)).transpose();
    let addresses = changes.addresses.map(|addresses| validation::addresses(&addresses)).transpose();
    let (name, addresses) = match (name, addresses) {
        (Ok(name), Ok(addresses)) => (name, addresses),
        (name, addresses) => return Err(validation::all([name.err(), addresses.err()])),
    };
    let change = ChangeKey { may: &may, key, versions, name, addresses, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    let key = api_keys::api_key(&state.database, &may, key, state.clock.now()).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(key.version, key))
}
