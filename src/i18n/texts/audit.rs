//! What happened in an organization.

use super::{super::Format, Text};

/// The audit log.
pub struct AuditTexts {
    /// What happened, by its stable name, as a sentence with places for who did it and whom or what it happened to:
    /// `{a} removed {t}`.
    pub sentence: fn(action: &str) -> Option<Text>,
    /// Who did what nobody asked for.
    pub server: Text,
    /// In place of the name of what no longer exists.
    pub gone: Text,
    /// The name of a fact.
    pub fact: fn(&str) -> Option<Text>,
    /// A value of a fact that is one of a few names.
    pub value: fn(fact: &str, value: &str) -> Option<Text>,
    pub rows: fn(Format, u64) -> String,
    /// The panel of an event.
    pub details: Text,
    pub changes: Text,
    pub no_changes: Text,
    pub field: Text,
    pub before: Text,
    pub after: Text,
    pub none: Text,
    pub origin: Text,
    pub time: Text,
    pub actor: Text,
    pub target: Text,
    pub address: Text,
    pub request: Text,
    pub copy_request: Text,
    pub outsider: Text,
    pub by_person: fn(name: &str) -> String,
    pub about_person: fn(name: &str) -> String,
    /// On the page of a user.
    pub all_events: Text,
    pub not_found: Text,
}
