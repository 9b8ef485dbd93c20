//! Permissions in an organization. The server sends them; the app derives nothing from roles.

use std::collections::BTreeSet;

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

impl Permission {
    /// The permissions that this one is useless without. A role that has this one has them too.
    pub const fn implies(self) -> &'static [Self] {
        match self {
            Self::OrganizationRead | Self::Unknown => &[],
            Self::ContactsManage => &[Self::OrganizationRead, Self::ContactsRead],
            Self::DevicesOperate | Self::DevicesManage | Self::DevicesGrant => {
                &[Self::OrganizationRead, Self::DevicesRead]
            }
            Self::CompaniesManage | Self::MembersManage | Self::AuditRead => {
                &[Self::OrganizationRead, Self::MembersRead]
            }
            Self::MembersInvite | Self::RolesAssign => &[Self::OrganizationRead, Self::MembersRead, Self::RolesRead],
            Self::RolesManage => &[Self::OrganizationRead, Self::RolesRead],
            Self::OrganizationManage
            | Self::ContactsRead
            | Self::ApiKeysManage
            | Self::MembersRead
            | Self::RolesRead
            | Self::DevicesRead => &[Self::OrganizationRead],
        }
    }

    /// These permissions with everything that they imply, each once, in the order of [`Permission::ALL`]. Seeing the
    /// organization is always among them. Unknown permissions are left out.
    pub fn closed(permissions: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut closed = BTreeSet::from([Self::OrganizationRead]);
        for permission in permissions {
            closed.insert(permission);
            closed.extend(permission.implies());
        }
        closed.remove(&Self::Unknown);
        closed.into_iter().collect()
    }

    /// The first of these permissions that implies this one.
    pub fn implied_by(self, permissions: &[Self]) -> Option<Self> {
        permissions.iter().copied().find(|other| other.implies().contains(&self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rol4_what_a_permission_implies_implies_nothing_more() {
        for permission in Permission::ALL {
            for implied in permission.implies() {
                let further = implied.implies();
                assert!(further.iter().all(|it| permission.implies().contains(it)), "{permission}: {implied}");
            }
            assert!(!permission.implies().contains(&permission), "{permission}");
        }
    }

    #[test]
    fn rol4_a_set_is_closed_and_always_sees_the_organization() {
        use Permission::*;
        assert_eq!(Permission::closed([]), [OrganizationRead]);
        assert_eq!(Permission::closed([Unknown]), [OrganizationRead]);
        let inviting = [OrganizationRead, MembersRead, MembersInvite, RolesRead];
        assert_eq!(Permission::closed([MembersInvite, MembersInvite]), inviting);
        assert_eq!(Permission::closed(inviting), inviting);
        assert_eq!(Permission::closed(Permission::ALL).len(), Permission::ALL.len() - 1);
    }

    #[test]
    fn rol4_the_reason_for_an_implied_permission_is_found() {
        use Permission::*;
        assert_eq!(DevicesRead.implied_by(&[DevicesRead, DevicesGrant]), Some(DevicesGrant));
        assert_eq!(DevicesRead.implied_by(&[DevicesRead, MembersRead]), None);
    }
}
