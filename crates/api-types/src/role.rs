//! Roles: named bundles of permissions inside an organization.

use serde::{Deserialize, Serialize};

use crate::{Permission, RoleId, filter::named};

/// A role that every organization begins with, by its key: what stays when an organization renames it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleKey {
    Administrator,
    Editor,
    Viewer,
}

named!(RoleKey, 3: Administrator = "administrator", Editor = "editor", Viewer = "viewer");

impl RoleKey {
    /// What the role is called until an organization renames it. The app shows it in the reader's language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Editor => "Editor",
            Self::Viewer => "Viewer",
        }
    }

    /// What the role is for, until an organization writes something else.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Administrator => "Can manage the organization, its users and their roles.",
            Self::Editor => "Can view devices and change their settings.",
            Self::Viewer => "Can view devices, but not change anything.",
        }
    }
}

/// A role, as others refer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleRef {
    pub id: RoleId,
    /// `administrator`, `editor` or `viewer` for the predefined ones; stays when the role is renamed.
    pub key: String,
    pub name: String,
}

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
