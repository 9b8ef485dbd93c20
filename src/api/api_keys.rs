//! `/organizations/{org}/api-keys`

use api_types::{ApiKey, ApiKeyChanges, ApiKeyId, ApiKeyValue, ApiKeys, NewApiKey, OrganizationId};

use super::{Change, Query, organizations::path};

/// `GET …/api-keys`
pub fn api_keys(organization: OrganizationId) -> Query<ApiKeys> {
    Query::new(path(organization, "/api-keys"))
}

/// `POST …/api-keys`: the response has the value of the key, once.
pub fn create_api_key(organization: OrganizationId, new: &NewApiKey) -> Change<ApiKeyValue> {
    Change::post(path(organization, "/api-keys")).json(new)
}

/// `PATCH …/api-keys/{key}`, of the key as it was in this version.
pub fn update_api_key(organization: OrganizationId, key: &ApiKey, changes: &ApiKeyChanges) -> Change<ApiKey> {
    Change::patch(key_path(organization, key.id, ""), changes).if_match(key.version)
}

/// `POST …/api-keys/{key}/rotate`: the response has the new value, once.
pub fn rotate_api_key(organization: OrganizationId, key: ApiKeyId) -> Change<ApiKeyValue> {
    Change::post(key_path(organization, key, "/rotate"))
}

/// `DELETE …/api-keys/{key}`
pub fn revoke_api_key(organization: OrganizationId, key: ApiKeyId) -> Change<()> {
    Change::delete(key_path(organization, key, ""))
}

fn key_path(organization: OrganizationId, key: ApiKeyId, rest: &str) -> String {
    path(organization, &["/api-keys/", &key.to_string(), rest].concat())
}
