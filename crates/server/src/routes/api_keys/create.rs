//! `POST /organizations/{organization}/api-keys`: a new key.

use api_types::{ApiKeyValue, NewApiKey, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use jiff::SignedDuration;

use super::validation;
use crate::{
    authz::policy::ManageApiKeys,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::api_keys::{self, CreateKey},
};

/// Create an API key. Only this response contains its value, so a retry creates another key
#[utoipa::path(
    post,
    path = "/organizations/{organization}/api-keys",
    tag = "API keys",
    operation_id = "create_api_key",
    params(("organization" = OrganizationId, Path)),
    request_body = NewApiKey,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the key", body = ApiKeyValue),
        (status = 409, description = "The organization has 50 keys", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(wanted): Json<NewApiKey>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageApiKeys>(organization).await?;
    let (value, secret) = api_keys::new_secret(&state.entropy);
    let context = state.audit_context(&source);
    let key = validated(wanted, state.new_id(), &value, context.at)?;
    let id = key.id;
    state.database.apply(&CreateKey { may: &may, key, secret, context }).await?;
    let key = api_keys::api_key(&state.database, &may, id, state.clock.now()).await?.ok_or(ApiError::NotFound)?;
    let location = format!("/api/v1/organizations/{organization}/api-keys/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], axum::Json(ApiKeyValue { key, value })))
}

/// The key as it is stored.
fn validated(
    wanted: NewApiKey,
    id: api_types::ApiKeyId,
    value: &str,
    now: jiff::Timestamp,
) -> Result<api_keys::ApiKey, ApiError> {
    let (name, scopes) = (validation::name(&wanted.name), validation::scopes(wanted.scopes));
    let (days, addresses) = (validation::lifetime(wanted.lifetime_days), validation::addresses(&wanted.addresses));
    match (name, scopes, days, addresses) {
        (Ok(name), Ok(scopes), Ok(days), Ok(addresses)) => {
            let lifetime = days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
            let expires_at = lifetime.and_then(|lifetime| now.checked_add(lifetime).ok());
            Ok(api_keys::ApiKey { expires_at, addresses, ..api_keys::ApiKey::new(id, name, scopes, value, now) })
        }
        (name, scopes, days, addresses) => {
            Err(validation::all([name.err(), scopes.err(), days.err(), addresses.err()]))
        }
    }
}
