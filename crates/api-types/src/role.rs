//! Roles: named bundles of permissions inside an organization.

use serde::{Deserialize, Serialize};

use crate::{
    InvalidText, MemberId, MemberRef, MemberStatus, NameProblem, Permission, RoleId, Timestamp, listing::named,
    name::read_line,
};

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

/// The roles that an organization can have at most, predefined ones included.
pub const MAX_ROLES_OF_ORGANIZATION: usize = 200;

/// Maximum length of the name of a role, in characters.
pub const MAX_ROLE_NAME: usize = 60;

/// Maximum length of the description of a role, in characters.
pub const MAX_ROLE_DESCRIPTION: usize = 300;

/// A reference to a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleRef {
    pub id: RoleId,
    /// `administrator`, `editor` or `viewer` for predefined roles, even when they are renamed. A custom role has its id
    /// as its key.
    pub key: String,
    pub name: String,
}

/// A role and the number of its holders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    pub id: RoleId,
    /// `administrator`, `editor` or `viewer` for predefined roles, even when they are renamed. A custom role has its id
    /// as its key.
    pub key: String,
    pub name: String,
    pub description: String,
    pub permissions: Vec<Permission>,
    /// Number of members with this role, in any status.
    pub holders: u64,
    /// Whether the caller can assign and remove this role.
    #[serde(default)]
    pub assignable: bool,
    /// Whether the caller has every permission of the role: can invite people into it, and edit it if allowed to edit
    /// roles.
    #[serde(default)]
    pub within_reach: bool,
    /// The role that a custom role was created from, while that exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<RoleRef>,
    /// When the role was last edited, or created as a custom one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
    /// Version of this record; every change increases it. Holders do not count.
    #[serde(default)]
    pub version: i64,
}

impl Role {
    /// The key, if the role is predefined.
    pub fn predefined(&self) -> Option<RoleKey> {
        self.key.parse().ok()
    }
}

/// Request body of `POST …/roles`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// The role to start from.
    pub from: RoleId,
    /// 1 to 60 characters; unique in the organization.
    pub name: String,
    /// At most 300 characters.
    #[serde(default)]
    pub description: String,
    /// At least one. Implied permissions are added. Absent: those of the role to start from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<Permission>>,
}

/// Request body of `PATCH …/roles/{role}`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleChanges {
    /// 1 to 60 characters; unique in the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// At most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// At least one. Implied permissions are added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<Permission>>,
}

/// Request body of `POST …/roles/{role}/effect`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPermissions {
    /// The permissions that the role would have. Implied permissions are added.
    pub permissions: Vec<Permission>,
}

/// What a change of a role's permissions would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleEffect {
    /// Members with the role who have joined.
    pub holders: u64,
    /// Those of them for whom nothing changes, because other roles give them the same permissions.
    pub unaffected: u64,
    /// Open invitations with the role.
    pub invitations: u64,
    /// The first of the invited people.
    pub invited: Vec<MemberRef>,
    /// The permissions that members gain or lose.
    pub changes: Vec<PermissionEffect>,
}

/// Who gains or loses a permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PermissionEffect {
    pub permission: Permission,
    /// `true`: they gain it; `false`: they lose it.
    pub gained: bool,
    /// Number of people.
    pub people: u64,
    /// The first of them.
    pub first: Vec<AffectedMember>,
}

/// Somebody whose permissions change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AffectedMember {
    pub id: MemberId,
    pub name: String,
    pub status: MemberStatus,
}

/// The description of a role as it is stored: one line, or nothing.
///
/// # Errors
/// When it is longer than [`MAX_ROLE_DESCRIPTION`], or not one line of text.
pub fn read_role_description(text: &str) -> Result<&str, InvalidText> {
    match read_line(text, MAX_ROLE_DESCRIPTION) {
        Ok(description) => Ok(description),
        Err(NameProblem::Missing) => Ok(""),
        Err(NameProblem::TooLong) => Err(InvalidText::TooLong),
        Err(NameProblem::Invalid) => Err(InvalidText::Invalid),
    }
}
