//! What happened to a user.

use super::Text;

/// The activity on the page of a user.
pub struct ActivityTexts {
    pub title: Text,
    pub none: Text,
    pub more: Text,
    pub failed: Text,
    /// Who does what nobody asked for.
    pub server: Text,
    /// A program that uses the key with this name.
    pub api_key: fn(name: &str) -> String,
    /// In place of the name of what no longer exists.
    pub gone: Text,
    /// What happened, by its stable name; nothing for what only the changed fields tell.
    pub action: fn(&str) -> Option<Text>,
    /// The name of a changed field.
    pub field: fn(&str) -> Option<Text>,
    pub set: fn(field: &str, value: &str) -> String,
    pub changed: fn(field: &str, before: &str, after: &str) -> String,
    pub removed: fn(field: &str, value: &str) -> String,
    /// The log does not keep the value.
    pub edited: fn(field: &str) -> String,
    /// One of several roles or companies.
    pub added: fn(field: &str, value: &str) -> String,
}
