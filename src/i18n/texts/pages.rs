//! What the pages beside the list of users say.

use api_types::Permission;

use super::{
    super::Format, Text, activity::ActivityTexts, audit::AuditTexts, role_edit::RoleEditTexts, user_edit::UserEditTexts,
};

/// The pages of a user, of the roles and of those who see neither.
pub struct PageTexts {
    /// Instead of any of them, until it is known.
    pub loading: Text,
    pub user: UserPageTexts,
    /// The form on the page of a user.
    pub edit: UserEditTexts,
    pub activity: ActivityTexts,
    pub audit: AuditTexts,
    pub role_edit: RoleEditTexts,
    pub roles: RolesTexts,
    pub companies: CompaniesTexts,
    pub home: HomeTexts,
}

/// One user.
pub struct UserPageTexts {
    /// Stands where a value would be, for those who do not see the dash.
    pub none: Text,
    pub breadcrumb: Text,
    pub last_seen: fn(moment: &str) -> String,
    pub never_seen: Text,
    pub profile: Text,
    pub first_name: Text,
    pub last_name: Text,
    pub email: Text,
    pub signature: Text,
    pub companies_and_supervisor: Text,
    pub companies: Text,
    pub main_company: Text,
    pub supervisor: Text,
    pub roles_lede: Text,
    pub no_roles: Text,
    pub about: Text,
    pub why: Text,
    /// Behind a role's name: ` in Acme`.
    pub why_role: fn(organization: &str) -> String,
    pub why_no_role: Text,
    /// What a role reaches: a level, and the number of devices.
    pub why_reach: fn(Format, level: &str, devices: u64) -> String,
    /// Between a level and a device or group.
    pub why_grant_on: Text,
    /// A grant that answers a request of the user.
    pub why_requested: fn(approved_by: Option<&str>) -> String,
    pub why_more_grants: fn(Format, u64) -> String,
    /// What is different for the user without a source.
    pub why_lost: fn(what: &str) -> String,
    pub why_nothing_lost: Text,
    /// All permissions of the user.
    pub why_permissions: fn(Format, u64) -> String,
    pub why_fewer_permissions: fn(Format, u64) -> String,
    pub why_devices: fn(Format, u64) -> String,
    pub why_lowered: fn(Format, u64) -> String,
    /// Before the number of companies.
    pub why_member_of: Text,
    pub why_signs_in: Text,
    pub why_password: Text,
    pub why_two_factor: Text,
    pub why_invited: Text,
    pub why_expired: Text,
    pub why_withdrawn: Text,
    pub why_removed: Text,
    pub why_inactive: Text,
    pub why_not_invited: Text,
    pub dates: Text,
    /// In which zone days begin.
    pub dates_lede: fn(zone: &str) -> String,
    pub dates_change: Text,
    pub dates_open: Text,
    pub not_invited: Text,
    pub invited_on: fn(day: &str) -> String,
    pub invitation: Text,
    pub invited_by: Text,
    pub invited: Text,
    pub on: fn(date: &str) -> String,
    pub sent: fn(Format, u32) -> String,
    /// It was sent again so often that there is a pause.
    pub resend_from: fn(moment: &str) -> String,
    pub expires: Text,
    pub expired: Text,
    pub accepted: Text,
    pub member_since: fn(date: &str) -> String,
    pub no_invitation: Text,
    pub mail_sent: Text,
}

/// The overview of roles.
pub struct RolesTexts {
    pub lede: Text,
    pub permissions: Text,
    pub permission: Text,
    pub group_organization: Text,
    pub group_users: Text,
    pub group_devices: Text,
    pub yes: Text,
    pub no: Text,
}

/// Creating, renaming and archiving companies.
pub struct CompaniesTexts {
    pub create: Text,
    pub lede: fn(organization: &str) -> String,
    pub name: Text,
    pub number: Text,
    pub create_submit: Text,
    pub update_title: Text,
    pub save: Text,
    pub name_missing: Text,
    pub name_invalid: Text,
    pub number_invalid: Text,
    pub number_taken: Text,
    /// Somebody else changed it: what it is by now.
    pub changed_meanwhile: fn(name: &str, number: &str) -> String,
    pub created: fn(name: &str) -> String,
    pub saved: fn(name: &str) -> String,
    pub archive: Text,
    pub archive_title: fn(name: &str) -> String,
    pub archive_means: Text,
    pub archive_members: fn(Format, members: u64, main: u64) -> String,
    pub archived: fn(name: &str) -> String,
    pub restored: fn(name: &str) -> String,
}

/// The home of an organization.
pub struct HomeTexts {
    pub what: Text,
    pub roles: fn(Format, u64) -> String,
    /// What this permission lets the reader do, as a sentence; nothing where that goes without saying.
    pub can: fn(Permission) -> Option<Text>,
    /// What the reader cannot do without this permission, where that is worth saying.
    pub cannot: fn(Permission) -> Option<Text>,
    /// The permissions let the reader do nothing that is worth a sentence.
    pub nothing: Text,
    pub member_since: fn(date: &str) -> String,
    pub invited_by: fn(name: &str) -> String,
    pub aside: Text,
    pub administrators: Text,
    pub ask_them: Text,
    /// Where administrators are not named.
    pub help: Text,
    pub ask: fn(organization: &str) -> String,
    pub account: Text,
    pub signs_in: Text,
    /// The link to the organization's portal.
    pub portal: Text,
}
