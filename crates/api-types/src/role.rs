//! Roles: named bundles of permissions inside an organization.

use serde::{Deserialize, Serialize};

use crate::{Permission, RoleId, listing::named};

/// The key of a predefined role. It does not change when an organization renames the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleKey {
    Administrator,
    Editor,
    Viewer,
}

named!(RoleKey, 3: Administrator = "administrator", Editor = "editor", Viewer = "viewer");

impl RoleKey {
    /// Default name of the role. The app translates it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Editor => "Editor",
            Self::Viewer => "Viewer",
        }
    }

    /// Default description of the role.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Administrator => "Can manage the organization, its users and their roles.",
            Self::Editor => "Can view devices and change their settings.",
            Self::Viewer => "Can view devices, but not change anything.",
        }
    }
}

/// A reference to a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleRef {
    pub id: RoleId,
    /// `administrator`, `editor` or `viewer` for predefined roles. Renaming a role does not change its key.
    pub key: String,
    pub name: String,
}

/// A role and the number of its holders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    pub id: RoleId,
    /// `administrator`, `editor` or `viewer` for predefined roles. Renaming a role does not change its key.
    pub key: String,
    pub name: String,
    pub description: String,
    pub permissions: Vec<Permission>,
    /// Number of members with this role, in any status.
    pub holders: u64,
    /// Whether the caller can assign and remove this role.
    #[serde(default)]
    pub assignable: bool,
}
