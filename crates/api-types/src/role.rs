//! Roles: named bundles of permissions inside an organization.

use serde::{Deserialize, Serialize};

use crate::{Permission, RoleId};

/// A role and how many members hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    pub id: RoleId,
    /// `administrator`, `editor` or `viewer` for the predefined ones; stays when the role is renamed.
    pub key: String,
    pub name: String,
    pub description: String,
    pub permissions: Vec<Permission>,
    /// Members who hold it, whatever their status.
    pub holders: u64,
    /// Whether the caller may give it and take it away.
    #[serde(default)]
    pub assignable: bool,
}
