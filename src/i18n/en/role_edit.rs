//! English.

use api_types::{Permission, codes};

use crate::i18n::texts::role_edit::RoleEditTexts;

pub const TEXTS: RoleEditTexts = RoleEditTexts {
    new: "New role",
    new_lede: "A role starts with the permissions of another one. You change them on the next page.",
    create: "Create role",
    from: "Made from",
    from_hint: "Only roles whose permissions you have.",
    copy_of: |name| ["Copy of ", name].concat(),
    created: |name| ["Role ", name, " created"].concat(),
    deleted: |name| ["Role ", name, " deleted"].concat(),
    saved: |name| ["Role ", name, " saved"].concat(),
    save: "Save role",
    name: "Name",
    name_missing: "Enter a name.",
    name_invalid: "Use one line of at most 60 characters.",
    name_taken: "Another role has this name. Choose a different one.",
    description: "Description",
    description_hint: "Shown where the role is chosen.",
    description_invalid: "Use one line of at most 300 characters.",
    role: "Role",
    custom: "Custom role",
    predefined: "Predefined role",
    changed_at: |date| ["Changed ", date].concat(),
    reset_texts: "Reset name and description",
    reset_to: |role| ["Reset to ", role].concat(),
    later_changes: |role| ["A later change to ", role, " does not change this role."].concat(),
    some_of: |format, some, all| [&*format.number(some), " of ", &format.number(all)].concat(),
    permission_text: |permission| match permission {
        Permission::OrganizationRead => "Sees the organization in the switcher. Every role has this.",
        Permission::OrganizationManage => "Changes sign-in rules and settings, and sees plan and seats.",
        Permission::CompaniesManage => "Creates, renames and archives companies.",
        Permission::ContactsRead => "Sees people to call or write to.",
        Permission::ContactsManage => "Creates, changes and deletes contacts.",
        Permission::ApiKeysManage => "Creates, rotates and revokes the keys of other programs.",
        Permission::AuditRead => "Sees who did what, when and from where, and exports it.",
        Permission::MembersRead => "Sees who belongs to the organization and which roles they have.",
        Permission::MembersInvite => "Invites people into roles whose permissions this person has.",
        Permission::MembersManage => "Changes profiles and access, and removes users.",
        Permission::RolesRead => "Sees what each role permits and how many users have it.",
        Permission::RolesAssign => "Gives and takes away roles, up to the permissions this person has.",
        Permission::RolesManage => "Creates, changes and deletes roles, up to the permissions this person has.",
        Permission::DevicesRead => "Sees devices, their state and their history.",
        Permission::DevicesOperate => "Changes thresholds, schedules and names.",
        Permission::DevicesManage => "Adds, moves and removes devices and their groups.",
        Permission::DevicesGrant => "Gives others access to devices, up to the level this person has.",
        Permission::Unknown => "",
    },
    added: "Added",
    removed: "Removed",
    implied_by: |permission| ["Implied by ", permission].concat(),
    everyone: "In every role",
    not_yours: "You don't have it",
    administrator: "Administrators always have every permission. You can change the name and the description.",
    above: "This role has permissions you don't have. Ask an administrator to change it.",
    read_only: "You can view this role. Changing it needs the permission to manage roles.",
    changed_meanwhile: |added, removed| {
        let part = |label: &str, names: &str| match names {
            "" => String::new(),
            names => [" ", label, ": ", names, "."].concat(),
        };
        let (added, removed) = (part("Added", added), part("Removed", removed));
        ["Another user changed this role.", &*added, &removed, " Your changes are still here. Check them, then save."]
            .concat()
    },
    none_chosen: "Choose at least one permission.",
    effect: "Effect after saving",
    holders: |format, users| match users {
        0 => "Nobody has this role.".to_owned(),
        1 => "1 user has this role.".to_owned(),
        users => [&*format.number(users), " users have this role."].concat(),
    },
    unaffected: |format, users| match users {
        1 => "1 of them already has these permissions through another role.".to_owned(),
        users => [&*format.number(users), " of them already have these permissions through another role."].concat(),
    },
    no_effect: "No user gains or loses a permission.",
    effect_failed: "The effect couldn't be loaded.",
    gain: |format, people| format.plural(people, "person gains", "people gain"),
    lose: |format, people| format.plural(people, "person loses", "people lose"),
    more: |format, people| ["and ", &*format.number(people), " more"].concat(),
    inactive: "inactive",
    also: "Also affected",
    invitations: |format, invitations| {
        [&*format.count(invitations, "invitation", "invitations"), " with this role"].concat()
    },
    next_request: "Changes apply at the next request",
    nobody_signed_out: "Nobody is signed out.",
    delete_title: |name| ["Delete the role ", name, "?"].concat(),
    delete_unused: "Nobody has this role. It can't be restored.",
    delete_held: |format, users| {
        [
            &*format.count(users, "user or invitation gets", "users and invitations get"),
            " another role instead. \
            The deleted role can't be restored.",
        ]
        .concat()
    },
    replacement: "Replace with",
    delete: "Delete role",
    refused: |code| match code {
        codes::ABOVE_YOURSELF => Some("The role has permissions you don't have. Ask an administrator."),
        codes::OWN_PERMISSIONS => {
            Some("You could no longer manage roles yourself. Ask another administrator to make this change.")
        }
        codes::PREDEFINED_ROLE => Some("Predefined roles can't be deleted, and administrators keep every permission."),
        codes::ROLE_HELD => Some("Somebody has this role by now. Choose the role that replaces it."),
        codes::TOO_MANY_ROLES => Some("An organization can have 200 roles. Delete one first."),
        codes::STALE => Some("Another user changed this. Check it, then make your change again."),
        _ => None,
    },
};
