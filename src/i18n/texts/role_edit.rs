//! What the page of a role says, and the dialogs that create and delete one.

use api_types::Permission;

use super::{super::Format, Text};

/// Creating, changing and deleting roles.
pub struct RoleEditTexts {
    pub new: Text,
    pub new_lede: Text,
    pub create: Text,
    pub from: Text,
    pub from_hint: Text,
    pub copy_of: fn(name: &str) -> String,
    pub created: fn(name: &str) -> String,
    pub deleted: fn(name: &str) -> String,
    pub saved: fn(name: &str) -> String,
    pub save: Text,
    pub name: Text,
    pub name_missing: Text,
    pub name_invalid: Text,
    pub name_taken: Text,
    pub description: Text,
    pub description_hint: Text,
    pub description_invalid: Text,
    /// The section with name and description.
    pub role: Text,
    pub custom: Text,
    pub predefined: Text,
    pub changed_at: fn(date: &str) -> String,
    /// Brings the texts of a predefined role back.
    pub reset_texts: Text,
    pub reset_to: fn(role: &str) -> String,
    pub later_changes: fn(role: &str) -> String,
    /// So many of all.
    pub some_of: fn(Format, some: u64, all: u64) -> String,
    pub permission_text: fn(Permission) -> Text,
    pub added: Text,
    pub removed: Text,
    pub implied_by: fn(permission: &str) -> String,
    pub everyone: Text,
    pub not_yours: Text,
    pub administrator: Text,
    pub above: Text,
    pub read_only: Text,
    /// Another user changed the role meanwhile: which permissions it has got and lost.
    pub changed_meanwhile: fn(added: &str, removed: &str) -> String,
    pub none_chosen: Text,
    /// The panel beside the form.
    pub effect: Text,
    pub holders: fn(Format, u64) -> String,
    pub unaffected: fn(Format, u64) -> String,
    pub no_effect: Text,
    pub effect_failed: Text,
    /// Behind the number of people.
    pub gain: fn(Format, u64) -> Text,
    pub lose: fn(Format, u64) -> Text,
    pub more: fn(Format, u64) -> String,
    pub inactive: Text,
    pub also: Text,
    pub invitations: fn(Format, u64) -> String,
    pub next_request: Text,
    pub nobody_signed_out: Text,
    pub delete_title: fn(name: &str) -> String,
    pub delete_unused: Text,
    pub delete_held: fn(Format, u64) -> String,
    pub replacement: Text,
    pub delete: Text,
    /// Why the server refused, by the code of the problem.
    pub refused: fn(code: &str) -> Option<Text>,
}
