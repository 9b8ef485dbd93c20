//! API keys: with them, programs call the API.

use serde::{Deserialize, Serialize};

use crate::{ApiKeyId, MemberId, Timestamp, listing::named};

/// Maximum number of API keys of an organization, without revoked ones.
pub const MAX_API_KEYS: usize = 50;
/// Maximum number of networks that a key can be limited to.
pub const MAX_KEY_ADDRESSES: usize = 50;
/// Maximum length of a network, such as `203.0.113.0/28`, in bytes.
pub const MAX_NETWORK: usize = 64;
/// Maximum lifetime of a key, in days.
pub const MAX_KEY_DAYS: u16 = 3_650;

/// What an API key can be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApiScope {
    /// Register what needs a member in another program, and read it.
    #[serde(rename = "references.write")]
    ReferencesWrite,
    /// Ask whether a user has access.
    #[serde(rename = "access.evaluate")]
    AccessEvaluate,
}

named!(ApiScope, 2:
    ReferencesWrite = "references.write",
    AccessEvaluate = "access.evaluate",
);

/// An API key, without its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: String,
    /// The first characters of its value. Absent for keys of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    pub scopes: Vec<ApiScope>,
    /// IP addresses and networks that it works from; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Who created it. Absent if the operator did, or if the member is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<ApiKeyOwner>,
    pub created_at: Timestamp,
    /// Absent if it works until it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Timestamp>,
    /// The IP address that it was last used from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_from: Option<String>,
    /// After a rotation: until when the value before works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_works_until: Option<Timestamp>,
    /// Every change increases it.
    pub version: i64,
}

/// The member who created an API key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKeyOwner {
    pub id: MemberId,
    pub name: String,
    /// Whether the member has access. The key works all the same: it belongs to the organization.
    pub is_active: bool,
}

/// Response of `GET /organizations/{organization}/api-keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKeys {
    /// Without revoked ones, in the order of creation.
    pub items: Vec<ApiKey>,
}

/// Request body of `POST /organizations/{organization}/api-keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// 1 to 120 characters.
    pub name: String,
    /// At least one.
    pub scopes: Vec<ApiScope>,
    /// 1 to 3,650. Absent: it works until it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_days: Option<u16>,
    /// IP addresses and networks that it works from, for example `203.0.113.0/28`; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
}

/// Request body of `PATCH /organizations/{organization}/api-keys/{key}`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApiKeyChanges {
    /// 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// IP addresses and networks that it works from; empty: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
}

/// A new value of an API key. Only this response contains it. Without `Debug`, so that no log shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKeyValue {
    pub key: ApiKey,
    /// What programs send: `Authorization: Bearer roster_key_…`.
    pub value: String,
}
