//! What somebody may do in an organization. The app shows what the server says here and derives nothing from roles.

use serde::{Deserialize, Serialize};

use crate::filter::named;

/// One thing that may be done in an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Permission {
    /// See the organization itself: its name and number.
    #[serde(rename = "organization.read")]
    OrganizationRead,
    /// See and change its settings, plan and seats.
    #[serde(rename = "organization.manage")]
    OrganizationManage,
    /// See who is in the organization.
    #[serde(rename = "members.read")]
    MembersRead,
    /// Invite people, change them, take them out.
    #[serde(rename = "members.manage")]
    MembersManage,
    /// See the roles and how many people hold each.
    #[serde(rename = "roles.read")]
    RolesRead,
    /// Give and take roles.
    #[serde(rename = "roles.assign")]
    RolesAssign,
    /// See devices.
    #[serde(rename = "devices.read")]
    DevicesRead,
    /// Change device settings.
    #[serde(rename = "devices.operate")]
    DevicesOperate,
    /// One that this version does not know; grants nothing.
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
