//! The rules, as data: which permission each action needs, what its refusal says, and what each role may.
//!
//! Nothing here reads a database or a request.

use api_types::{ApiScope, Permission, RoleKey};

use super::Permissions;

/// Something that is done in an organization, with the rule for it.
pub trait Action: Send + Sync + 'static {
    /// The rule.
    const RULE: Rule;
}

/// What an action needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The action's name, for tests and logs.
    pub action: &'static str,
    /// Who holds all of these may.
    pub needs: &'static [Permission],
    /// What those learn who see the organization but may not.
    pub otherwise: Otherwise,
}

/// What those learn who see the organization but may not do something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// That it is there, but not for them.
    Forbidden,
    /// Nothing.
    NotFound,
    /// Those who see the organization's people, that it is not for them; the others nothing.
    ForbiddenToReaders,
}

/// How a refusal looks from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is there, but not for you.
    Forbidden,
    /// Nothing is there.
    NotFound,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: [$($needs:ident),+] or $otherwise:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}

            impl Action for $name {
                const RULE: Rule = Rule {
                    action: stringify!($name),
                    needs: &[$(Permission::$needs),+],
                    otherwise: Otherwise::$otherwise,
                };
            }
        )*

        /// Every rule.
        pub const RULES: &[Rule] = &[$($name::RULE),*];
    };
}

actions! {
    /// See the organization itself.
    ReadOrganization: [OrganizationRead] or NotFound;
    /// Change its settings.
    ManageOrganization: [OrganizationManage] or Forbidden;
    /// See its settings. To the others there are none.
    ReadSettings: [OrganizationManage] or NotFound;
    /// See and change the keys of its programs. To the others there are none.
    ManageApiKeys: [ApiKeysManage] or NotFound;
    /// See the list of its people.
    ReadMembers: [MembersRead] or Forbidden;
    /// See one of them. Whoever may not, learns not even whether there is such a person.
    ReadMember: [MembersRead] or NotFound;
    /// See its roles.
    ReadRoles: [RolesRead] or Forbidden;
    /// Create, change and delete its roles.
    ManageRoles: [RolesRead, RolesManage] or Forbidden;
    /// See its companies.
    ReadCompanies: [MembersRead] or Forbidden;
    /// Create and change its companies.
    ManageCompanies: [MembersRead, CompaniesManage] or ForbiddenToReaders;
    /// Invite people, into roles that permit no more than the caller may.
    InviteMembers: [MembersInvite] or Forbidden;
    /// Change one of its people, invited ones included.
    ChangeMember: [MembersManage] or ForbiddenToReaders;
    /// Give roles to one of its people and take them away.
    AssignRoles: [RolesAssign] or ForbiddenToReaders;
    /// Import people from a file. Changes of roles need more.
    ImportMembers: [MembersRead, MembersInvite, MembersManage] or ForbiddenToReaders;
    /// See what happened in it.
    ReadAuditLog: [MembersRead, AuditRead] or Forbidden;
    /// See its contacts.
    ReadContacts: [ContactsRead] or Forbidden;
    /// Create, change and delete its contacts.
    ManageContacts: [ContactsRead, ContactsManage] or Forbidden;
    /// See its devices and their groups.
    ReadDevices: [DevicesRead] or Forbidden;
    /// Create, change and delete its devices and their groups.
    ManageDevices: [DevicesRead, DevicesManage] or Forbidden;
    /// See who can reach its devices.
    ReadGrants: [MembersRead, DevicesRead] or ForbiddenToReaders;
    /// Give people access to its devices, and take it away.
    GrantDevices: [MembersRead, DevicesRead, DevicesGrant] or ForbiddenToReaders;
    /// Get everything that is held about one of its people.
    ExportMember: [MembersRead, MembersManage] or ForbiddenToReaders;
    /// Get everything in it.
    ExportOrganization: [
        OrganizationManage, MembersRead, MembersManage, RolesRead, DevicesRead, DevicesGrant, ContactsRead,
        ApiKeysManage, AuditRead
    ] or ForbiddenToReaders;
}

/// Something that a program does in an organization with an API key. People never do it.
pub trait KeyAction: Send + Sync + 'static {
    /// The scope that the key needs.
    const SCOPE: ApiScope;
}

/// Register what needs a member in another program, and read it.
#[derive(Debug)]
pub enum WriteReferences {}

impl KeyAction for WriteReferences {
    const SCOPE: ApiScope = ApiScope::ReferencesWrite;
}

/// Ask whether users have access.
#[derive(Debug)]
pub enum EvaluateAccess {}

impl KeyAction for EvaluateAccess {
    const SCOPE: ApiScope = ApiScope::AccessEvaluate;
}

/// Applies a rule. `permissions` is `None` for accounts that cannot see the organization: nothing exists for them.
///
/// # Errors
/// How to refuse.
pub fn decide(rule: Rule, permissions: Option<&Permissions>) -> Result<(), Refusal> {
    match permissions {
        None => Err(Refusal::NotFound),
        Some(permissions) if rule.needs.iter().all(|needed| permissions.contains(*needed)) => Ok(()),
        Some(permissions) => Err(match rule.otherwise {
            Otherwise::Forbidden => Refusal::Forbidden,
            Otherwise::ForbiddenToReaders if permissions.contains(Permission::MembersRead) => Refusal::Forbidden,
            Otherwise::NotFound | Otherwise::ForbiddenToReaders => Refusal::NotFound,
        }),
    }
}

/// A role that every organization begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PredefinedRole {
    /// Stays when the role is renamed.
    pub key: &'static str,
    /// What it is called at first.
    pub name: &'static str,
    /// For whoever chooses it.
    pub description: &'static str,
    /// What it may.
    pub permissions: &'static [Permission],
}

impl PredefinedRole {
    const fn new(key: RoleKey, permissions: &'static [Permission]) -> Self {
        Self { key: key.as_str(), name: key.name(), description: key.description(), permissions }
    }
}

/// The key of the role that may do everything in its organization.
pub const ADMINISTRATOR: &str = RoleKey::Administrator.as_str();

/// The roles that every organization begins with, the mightiest first.
pub const PREDEFINED_ROLES: [PredefinedRole; 3] = {
    use Permission::*;
    [
        PredefinedRole::new(
            RoleKey::Administrator,
            &[
                OrganizationRead,
                OrganizationManage,
                CompaniesManage,
                ContactsRead,
                ContactsManage,
                ApiKeysManage,
                AuditRead,
                MembersRead,
                MembersInvite,
                MembersManage,
                RolesRead,
                RolesAssign,
                RolesManage,
                DevicesRead,
                DevicesOperate,
                DevicesManage,
                DevicesGrant,
            ],
        ),
        PredefinedRole::new(RoleKey::Editor, &[OrganizationRead, DevicesRead, DevicesOperate]),
        PredefinedRole::new(RoleKey::Viewer, &[OrganizationRead, DevicesRead]),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    fn of(key: &str) -> Permissions {
        let role = PREDEFINED_ROLES.iter().find(|role| role.key == key).unwrap();
        role.permissions.iter().copied().collect()
    }

    #[test]
    fn the_whole_table() {
        let table: Vec<String> = RULES
            .iter()
            .map(|rule| {
                let of = |key| format!("{:?}", decide(*rule, Some(&of(key))));
                let outside = decide(*rule, None);
                format!("{}: {} {} {} {outside:?}", rule.action, of("administrator"), of("editor"), of("viewer"))
            })
            .collect();
        assert_eq!(
            table,
            [
                "ReadOrganization: Ok(()) Ok(()) Ok(()) Err(NotFound)",
                "ManageOrganization: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ReadSettings: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ManageApiKeys: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ReadMembers: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ReadMember: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ReadRoles: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ManageRoles: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ReadCompanies: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ManageCompanies: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "InviteMembers: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ChangeMember: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "AssignRoles: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ImportMembers: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ReadAuditLog: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ReadContacts: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ManageContacts: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ReadDevices: Ok(()) Ok(()) Ok(()) Err(NotFound)",
                "ManageDevices: Ok(()) Err(Forbidden) Err(Forbidden) Err(NotFound)",
                "ReadGrants: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "GrantDevices: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ExportMember: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
                "ExportOrganization: Ok(()) Err(NotFound) Err(NotFound) Err(NotFound)",
            ]
        );
    }

    #[test]
    fn every_permission_that_a_rule_names_is_needed() {
        let only = Permissions::from_iter([Permission::RolesManage, Permission::MembersManage]);
        assert_eq!(decide(ManageRoles::RULE, Some(&only)), Err(Refusal::Forbidden));
        assert_eq!(decide(ChangeMember::RULE, Some(&only)), Ok(()));
    }

    #[test]
    fn who_sees_people_learns_that_changing_them_is_not_allowed() {
        let reader = Permissions::from_iter([Permission::MembersRead]);
        assert_eq!(decide(ChangeMember::RULE, Some(&reader)), Err(Refusal::Forbidden));
        assert_eq!(decide(AssignRoles::RULE, Some(&reader)), Err(Refusal::Forbidden));
        assert_eq!(decide(ExportMember::RULE, Some(&reader)), Err(Refusal::Forbidden));
        assert_eq!(decide(ManageCompanies::RULE, Some(&reader)), Err(Refusal::Forbidden));
    }

    #[test]
    fn every_predefined_role_has_what_its_permissions_imply() {
        for role in PREDEFINED_ROLES {
            assert_eq!(of(role.key).to_vec(), Permission::closed(role.permissions.iter().copied()), "{}", role.key);
        }
    }
}
