//! English.

use api_types::{Permission, codes};

use crate::i18n::texts::people::PeopleTexts;

pub static TEXTS: PeopleTexts = PeopleTexts {
    roles: "Roles",
    companies_count: |format, companies| format.count(companies, "company", "companies"),
    role_missing: "Choose at least one role.",
    not_assignable: "It permits more than you may, so you cannot give it.",
    roles_of: |name| ["Roles of ", name].concat(),
    roles_save: "Save roles",
    roles_changed: |name| ["Roles of ", name, " changed"].concat(),
    no_role_left: |name| ["Without any role ", name, " has no access to this organization."].concat(),
    own_role_missing: "Keep at least one role. Only another administrator can take away your last one.",
    give_up: |roles| ["Give up ", roles, "?"].concat(),
    you_lose: |organization| ["You lose these permissions in ", organization, " at once:"].concat(),
    only_others: "You cannot undo this yourself. Another administrator can give them back.",
    give_up_roles: "Give up permissions",
    permission_name: |permission| match permission {
        Permission::OrganizationRead => "See the organization's name and number",
        Permission::OrganizationManage => "Settings, plan and seats",
        Permission::MembersRead => "See who is in the organization",
        Permission::MembersManage => "Invite, change and remove users",
        Permission::RolesRead => "See roles and who holds them",
        Permission::RolesAssign => "Assign and remove roles",
        Permission::DevicesRead => "See devices and dashboards",
        Permission::DevicesOperate => "Change device settings",
        Permission::Unknown => "Not known to this version",
    },
    sent_again: |email| ["Invitation to ", email, " is sent again"].concat(),
    withdrawn: |email| ["Invitation to ", email, " withdrawn"].concat(),
    restored: |email| ["Invitation to ", email, " is back"].concat(),
    not_done: "That was not possible",
    more_objections: |format, more| ["and ", &format.count(more, "more", "more")].concat(),
    refused: |code| match code {
        codes::ABOVE_YOURSELF => Some("This permits more than you may yourself. Ask an administrator."),
        codes::LAST_ADMINISTRATOR => {
            Some("The organization would have no administrator left. Give somebody else the role first.")
        }
        codes::OWN_ACCESS => {
            Some("You would lose your access. Keep a role, or ask another administrator to take it away.")
        }
        codes::NOT_PENDING => Some("The invitation has been accepted or withdrawn meanwhile."),
        codes::INVITATION_EXPIRED => Some("The invitation has run out. Send it again."),
        codes::ALREADY_MEMBER => Some("Somebody has this address in the organization already."),
        codes::NO_SEAT_LEFT => Some("The organization has no free seat."),
        codes::STALE => Some("Somebody else changed this meanwhile. Look at it again and repeat the change."),
        _ => None,
    },
};
