//! Permissions in an organization. The server sends them; the app derives nothing from roles.

use serde::{Deserialize, Serialize};

use crate::listing::named;

/// A permission in an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Permission {
    /// See the organization itself: its name and number.
    #[serde(rename = "organization.read")]
    OrganizationRead,
    /// See and change settings, plan and seats of the organization.
    #[serde(rename = "organization.manage")]
    OrganizationManage,
    /// See the members.
    #[serde(rename = "members.read")]
    MembersRead,
    /// Invite, change and remove members.
    #[serde(rename = "members.manage")]
    MembersManage,
    /// See the roles and the number of their holders.
    #[serde(rename = "roles.read")]
    RolesRead,
    /// Assign and remove roles.
    #[serde(rename = "roles.assign")]
    RolesAssign,
    /// See devices.
    #[serde(rename = "devices.read")]
    DevicesRead,
    /// Change device settings.
    #[serde(rename = "devices.operate")]
    DevicesOperate,
    /// A permission that this version does not know. It grants nothing.
    #[serde(other, rename = "unknown")]
    Unknown,
}

named!(Permission, 9:
    OrganizationRead = "organization.read",
    OrganizationManage = "organization.manage",
    MembersRead = "members.read",
    MembersManage = "members.manage",
    RolesRead = "roles.read",
    RolesAssign = "roles.assign",
    DevicesRead = "devices.read",
    DevicesOperate = "devices.operate",
    Unknown = "unknown",
);
