//! English.

use api_types::{Permission, codes};

use crate::i18n::texts::member_actions::MemberActionTexts;

pub static TEXTS: MemberActionTexts = MemberActionTexts {
    roles: "Roles",
    companies_count: |format, companies| format.count(companies, "company", "companies"),
    role_missing: "Choose at least one role.",
    not_assignable: "You can't assign a role with more permissions than yours.",
    roles_of: |name| ["Roles of ", name].concat(),
    roles_save: "Save roles",
    roles_changed: |name| ["Roles of ", name, " changed"].concat(),
    roles_conflict: |roles| match roles {
        "" => "Another user removed all roles. Save to assign your choice.".to_owned(),
        roles => ["Another user changed the roles. They are now: ", roles, ". Save to replace them with your choice."]
            .concat(),
    },
    roles_rebase: "Apply my change to these roles",
    roles_unsaved: "This is your choice from before. It is not saved yet.",
    roles_reset: "Reset",
    no_role_left: |name| ["Without a role, ", name, " has no access to this organization."].concat(),
    own_role_missing: "Keep at least one role. Only another administrator can remove your last one.",
    give_up: |roles| ["Give up role: ", roles, "?"].concat(),
    you_lose: |organization| ["You lose these permissions in ", organization, " immediately:"].concat(),
    only_others: "You can't undo this yourself. Only another administrator can give the permissions back.",
    give_up_roles: "Give up permissions",
    permission_name: |permission| match permission {
        Permission::OrganizationRead => "View the organization's name and number",
        Permission::OrganizationManage => "Manage settings, plan and seats",
        Permission::CompaniesManage => "Edit companies",
        Permission::ContactsRead => "View contacts",
        Permission::ContactsManage => "Edit contacts",
        Permission::ApiKeysManage => "Manage API keys",
        Permission::AuditRead => "View the audit log",
        Permission::MembersRead => "View users",
        Permission::MembersInvite => "Invite users",
        Permission::MembersManage => "Change and remove users",
        Permission::RolesRead => "View roles and who has them",
        Permission::RolesAssign => "Assign and remove roles",
        Permission::RolesManage => "Create and change roles",
        Permission::DevicesRead => "View devices and dashboards",
        Permission::DevicesOperate => "Change device settings",
        Permission::DevicesManage => "Create, change and delete devices",
        Permission::DevicesGrant => "Grant access to devices",
        Permission::Unknown => "Unknown permission",
    },
    sent_again: |email| ["Invitation to ", email, " resent"].concat(),
    withdrawn: |email| ["Invitation to ", email, " withdrawn"].concat(),
    restored: |email| ["Invitation to ", email, " restored"].concat(),
    not_done: "Action failed",
    more_objections: |format, more| ["and ", &format.count(more, "more", "more")].concat(),
    data_exported: |name| ["Data of ", name, " exported"].concat(),
    password_link_sent: |email| ["Password reset link sent to ", email].concat(),
    password_link_of: |name| ["Password link for ", name].concat(),
    password_link: "Link",
    password_link_hint: "Share it only with this user. It works once, for 24 hours, and replaces earlier links. \
                         It isn't shown again.",
    copy_password_link: "Copy link",
    password_of: |name| ["Password of ", name].concat(),
    password_elsewhere: |provider| {
        ["The users of this organization sign in with ", provider, ". Their passwords are changed there."].concat()
    },
    open_provider: |provider| ["Open ", provider].concat(),
    email_link_sent: |email| ["Confirmation link sent to ", email].concat(),
    email_change_cancelled: "Change of email address cancelled",
    refused: |code| match code {
        codes::ABOVE_YOURSELF => Some("This user or role has permissions you don't have. Ask an administrator."),
        codes::LAST_ADMINISTRATOR => {
            Some("The organization needs at least one administrator. Assign the role to another user first.")
        }
        codes::OWN_ACCESS => {
            Some("You would lose your own access. Keep a role, or ask another administrator to remove it.")
        }
        codes::NOT_ACTIVE => Some("This user is no longer active."),
        codes::NOT_INACTIVE => Some("This user is no longer inactive."),
        codes::NOT_JOINED => Some("This user hasn't joined yet. Withdraw the invitation instead."),
        codes::BLOCKED => Some("Other programs still need this user. Finish or hand over what is left there first."),
        codes::OWN_ACCOUNT => Some("You can't do this to yourself. Ask another administrator."),
        codes::SHARED_ACCOUNT => Some("This account also belongs to other organizations. Only its owner can do this."),
        codes::ACCOUNT_GONE => Some("The account no longer exists. Invite the user again."),
        codes::MEMBER_REMOVED => Some("This user was removed."),
        codes::NOT_WITHDRAWN => Some("This user is no longer removed."),
        codes::NOT_PENDING => Some("The invitation was already accepted or withdrawn."),
        codes::INVITATION_EXPIRED => Some("The invitation has expired. Resend it."),
        codes::ALREADY_MEMBER => Some("Another user in this organization already has this email address."),
        codes::TOO_MANY_REQUESTS => Some("Too many emails were sent. Try again in a few minutes, or share a link."),
        codes::MAIL_REFUSED => Some("This person doesn't want invitations by email. Share a link instead."),
        codes::NO_SEAT_LEFT => Some("The organization has no seats left."),
        codes::RESET_BY_MAIL_ONLY => {
            Some("This account is your own or belongs to other organizations too. Send the link by email instead.")
        }
        codes::PASSWORD_ELSEWHERE => {
            Some("Passwords are managed by this organization's identity provider. The user changes it there.")
        }
        codes::NO_SECOND_FACTOR => Some("This user no longer has a second factor."),
        codes::NO_ACCOUNT => Some("This user has not joined yet and has no password."),
        codes::STALE => Some("Another user changed this. Check it, then make your change again."),
        _ => None,
    },
};
