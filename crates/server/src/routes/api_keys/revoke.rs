//! `DELETE /organizations/{organization}/api-keys/{key}`: end a key.

use api_types::{ApiKeyId, OrganizationId};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageApiKeys,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::api_keys::RevokeKey,
};

/// Revoke an API key: it stops at once, and for good
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/api-keys/{key}",
    tag = "API keys",
    operation_id = "revoke_api_key",
    params(("organization" = OrganizationId, Path), ("key" = ApiKeyId, Path)),
    security(("session" = [])),
    responses((status = 204, description = "Revoked"), MembersOnly)
)]
pub async fn revoke(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, key)): Path<(OrganizationId, ApiKeyId)>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageApiKeys>(organization).await?;
    state.database.apply(&RevokeKey { may: &may, key, context: state.audit_context(&source) }).await?;
    Ok(StatusCode::NO_CONTENT)
}
