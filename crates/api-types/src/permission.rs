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
    /// Create, change and archive companies.
    #[serde(rename = "companies.manage")]
    CompaniesManage,
    /// See the contacts: people to call or write to, who do not sign in.
    #[serde(rename = "contacts.read")]
    ContactsRead,
    /// Create, change and delete contacts.
    #[serde(rename = "contacts.manage")]
    ContactsManage,
    /// See, create, rotate and revoke API keys.
    #[serde(rename = "api_keys.manage")]
    ApiKeysManage,
    /// See what happened in the organization, and export it.
    #[serde(rename = "audit.read")]
    AuditRead,
    /// See the members, and the companies they belong to.
    #[serde(rename = "members.read")]
    MembersRead,
    /// Invite members.
    #[serde(rename = "members.invite")]
    MembersInvite,
    /// Change and remove members, invited ones included.
    #[serde(rename = "members.manage")]
    MembersManage,
    /// See the roles and the number of their holders.
    #[serde(rename = "roles.read")]
    RolesRead,
    /// Assign and remove roles.
    #[serde(rename = "roles.assign")]
    RolesAssign,
    /// Create, change and delete roles.
    #[serde(rename = "roles.manage")]
    RolesManage,
    /// See devices.
    #[serde(rename = "devices.read")]
    DevicesRead,
    /// Change device settings.
    #[serde(rename = "devices.operate")]
    DevicesOperate,
    /// Create, change and delete devices and their groups.
    #[serde(rename = "devices.manage")]
    DevicesManage,
    /// Give others access to devices.
    #[serde(rename = "devices.grant")]
    DevicesGrant,
    /// A permission that this version does not know. It grants nothing.
    #[serde(other, rename = "unknown")]
    Unknown,
}

named!(Permission, 18:
    OrganizationRead = "organization.read",
    OrganizationManage = "organization.manage",
    CompaniesManage = "companies.manage",
    ContactsRead = "contacts.read",
    ContactsManage = "contacts.manage",
    ApiKeysManage = "api_keys.manage",
    AuditRead = "audit.read",
    MembersRead = "members.read",
    MembersInvite = "members.invite",
    MembersManage = "members.manage",
    RolesRead = "roles.read",
    RolesAssign = "roles.assign",
    RolesManage = "roles.manage",
    DevicesRead = "devices.read",
    DevicesOperate = "devices.operate",
    DevicesManage = "devices.manage",
    DevicesGrant = "devices.grant",
    Unknown = "unknown",
);
