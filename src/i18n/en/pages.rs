//! English.

use api_types::Permission;

use super::{activity, audit};
use crate::i18n::texts::pages::{CompaniesTexts, HomeTexts, PageTexts, RolesTexts, UserPageTexts};

pub static TEXTS: PageTexts = PageTexts {
    loading: "Loading",
    activity: activity::TEXTS,
    audit: audit::TEXTS,
    user: UserPageTexts {
        none: "None",
        breadcrumb: "Breadcrumb",
        last_seen: |moment| ["Last sign-in: ", moment].concat(),
        never_seen: "Never signed in",
        profile: "Profile",
        first_name: "First name",
        last_name: "Last name",
        email: "Email",
        signature: "Signature",
        companies_and_supervisor: "Companies and supervisor",
        companies: "Companies",
        main_company: "Main company",
        supervisor: "Supervisor",
        roles_lede: "A user has the permissions of all their roles. \
                     Without a role, they keep their account but have no access to this organization.",
        no_roles: "This user has no role.",
        about: "About this user",
        why: "Access",
        why_role: |organization| [" in ", organization].concat(),
        why_no_role: "No access: this user has no role.",
        why_member_of: "Member of ",
        why_signs_in: "Signs in with ",
        why_password: "password only",
        why_two_factor: "password and 2FA",
        why_invited: "No access yet: the invitation hasn't been accepted.",
        why_expired: "No access: the invitation expired before it was accepted.",
        why_withdrawn: "No access: the invitation was withdrawn. It can be restored for 30 days.",
        why_removed: "No access: this user was removed. They can be restored for 30 days.",
        why_inactive: "No access: this user is inactive.",
        why_not_invited: "No access yet: this user hasn't been invited.",
        dates: "Access dates",
        dates_lede: |zone| ["The first and the last day with access. Days begin at midnight (", zone, ")."].concat(),
        dates_change: "Change dates",
        dates_open: "Not limited",
        not_invited: "Not invited yet. Activate the user to send the invitation.",
        invited_on: |day| ["Not invited yet. The invitation is sent on ", day, "."].concat(),
        invitation: "Invitation",
        invited_by: "Invited by ",
        invited: "Invited",
        on: |date| ["on ", date].concat(),
        resend_from: |moment| ["Can be sent again by email from ", moment].concat(),
        sent: |format, times| match times {
            0 => "Not sent by email".to_owned(),
            1 => "Sent once".to_owned(),
            times => ["Sent ", &format.number(times.into()), " times"].concat(),
        },
        expires: "Expires",
        expired: "Expired",
        accepted: "Accepted",
        member_since: |date| ["on ", date, " · member since then"].concat(),
        no_invitation: "No invitation on record.",
        mail_sent: "Email sent",
    },
    edit: super::user_edit::TEXTS,
    roles: RolesTexts {
        lede: "A role is a set of permissions. A user can have several roles and gets the permissions of all. \
               Roles are predefined and the same in every organization.",
        permissions: "Permissions",
        permission: "Permission",
        group_organization: "Organization",
        group_users: "Users",
        group_devices: "Devices",
        yes: "Yes",
        no: "No",
    },
    companies: CompaniesTexts {
        create: "New company",
        lede: |organization| ["A legal entity that users of ", organization, " can belong to."].concat(),
        name: "Name",
        number: "Number",
        create_submit: "Create company",
        update_title: "Rename or change number",
        save: "Save",
        name_missing: "Enter a name.",
        name_invalid: "Use one line of at most 120 characters.",
        number_invalid: "Use at most 20 letters, digits, hyphens, dots and slashes.",
        number_taken: "Another company already has this number. Choose a different one.",
        changed_meanwhile: |name, number| {
            [
                "Another user changed this company. It is now: ",
                name,
                ", number ",
                number,
                ". Save to apply your change to that.",
            ]
            .concat()
        },
        created: |name| [name, " created"].concat(),
        saved: |name| [name, " saved"].concat(),
        archive: "Archive company",
        archive_title: |name| ["Archive ", name, "?"].concat(),
        archive_means: "Nobody can be added to it any more. Users keep it and their access. You can restore it.",
        archive_members: |format, members, main| {
            [
                &*format.count(members, "user belongs to it", "users belong to it"),
                "; it is the main company of ",
                &format.number(main),
                ".",
            ]
            .concat()
        },
        archived: |name| [name, " archived"].concat(),
        restored: |name| [name, " restored"].concat(),
    },
    home: HomeTexts {
        what: "What you can do",
        roles: |format, roles| match roles {
            1 => "You have one role in this organization.".to_owned(),
            roles => {
                ["You have ", &format.number(roles), " roles in this organization and all their permissions."].concat()
            }
        },
        can: |permission| match permission {
            Permission::DevicesRead => Some("You can view devices and dashboards."),
            Permission::DevicesOperate => Some("You can change device settings."),
            Permission::MembersRead => Some("You can view other users."),
            Permission::MembersManage => Some("You can invite, change and remove users."),
            Permission::RolesRead => Some("You can view roles and who has them."),
            Permission::RolesAssign => Some("You can assign and remove roles."),
            Permission::OrganizationManage => Some("You can manage settings, plan and seats."),
            Permission::OrganizationRead | Permission::Unknown => None,
        },
        cannot: |permission| match permission {
            Permission::DevicesOperate => Some("You can't change device settings."),
            Permission::MembersRead => Some("You can't view other users."),
            Permission::OrganizationManage => Some("You can't view the organization's settings."),
            _ => None,
        },
        nothing: "Your roles don't allow anything else here yet.",
        member_since: |date| ["Member since ", date].concat(),
        invited_by: |name| ["Invited by ", name].concat(),
        aside: "Help and account",
        administrators: "Administrators",
        ask_them: "Ask them if you need another role.",
        help: "Need another role?",
        ask: |organization| ["Ask an administrator of ", organization, "."].concat(),
        account: "Your account",
        signs_in: "You sign in with this address",
    },
};
