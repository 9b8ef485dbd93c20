//! What a page, a dialog and the sheet that invites say alike. It stands apart from all three.

use api_types::Permission;

use super::{super::Format, Text};

/// Roles that are given, invitations that are sent again or withdrawn, and why that was refused.
pub struct MemberActionTexts {
    pub roles: Text,
    pub companies_count: fn(Format, u64) -> String,
    pub role_missing: Text,
    pub not_assignable: Text,
    pub roles_of: fn(name: &str) -> String,
    pub roles_save: Text,
    pub roles_changed: fn(name: &str) -> String,
    /// Another user changed them: what they are by now; empty for none.
    pub roles_conflict: fn(roles: &str) -> String,
    pub roles_rebase: Text,
    pub roles_unsaved: Text,
    pub roles_reset: Text,
    /// What it means that no role is chosen.
    pub no_role_left: fn(name: &str) -> String,
    /// One's own last role is not one's own to give up.
    pub own_role_missing: Text,
    /// The question before the reader gives up permissions.
    pub give_up: fn(roles: &str) -> String,
    /// Before a list of what is lost.
    pub you_lose: fn(organization: &str) -> String,
    pub only_others: Text,
    pub give_up_roles: Text,
    pub permission_name: fn(Permission) -> Text,
    pub sent_again: fn(email: &str) -> String,
    pub withdrawn: fn(email: &str) -> String,
    pub restored: fn(email: &str) -> String,
    pub not_done: Text,
    pub more_objections: fn(Format, u64) -> String,
    pub data_exported: fn(name: &str) -> String,
    pub password_link_sent: fn(email: &str) -> String,
    pub password_link_of: fn(name: &str) -> String,
    pub password_link: Text,
    pub password_link_hint: Text,
    pub copy_password_link: Text,
    pub password_of: fn(name: &str) -> String,
    /// The identity provider has it.
    pub password_elsewhere: fn(provider: &str) -> String,
    pub open_provider: fn(provider: &str) -> String,
    pub email_link_sent: fn(email: &str) -> String,
    pub email_change_cancelled: Text,
    /// Why the server refused, by its code, where there is something special to say.
    pub refused: fn(code: &str) -> Option<Text>,
}
