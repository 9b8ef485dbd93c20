//! `POST /organizations/{organization}/api-keys/{key}/rotate`: a new value.

use api_types::{ApiKeyId, ApiKeyValue, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ManageApiKeys,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::api_keys::{self, RotateKey},
};

/// Give an API key a new value, which only this response contains. The one before works for 24 hours
#[utoipa::path(
    post,
    path = "/organizations/{organization}/api-keys/{key}/rotate",
    tag = "API keys",
    operation_id = "rotate_api_key",
    params(("organization" = OrganizationId, Path), ("key" = ApiKeyId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The key with its new value", body = ApiKeyValue),
        (status = 409, description = "The key has expired", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn rotate(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, key)): Path<(OrganizationId, ApiKeyId)>,
    _: NoBody,
) -> Result<Json<ApiKeyValue>, ApiError> {
    let may = caller.authorize::<ManageApiKeys>(organization).await?;
    let (value, secret) = api_keys::new_secret(&state.entropy);
    let (hint, context) = (api_keys::hint(&value), state.audit_context(&source));
    state.database.apply(&RotateKey { may: &may, key, hint, secret, context }).await?;
    let key = api_keys::api_key(&state.database, &may, key, state.clock.now()).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(ApiKeyValue { key, value }))
}
