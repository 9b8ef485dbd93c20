//! What the pages of contacts say.

use api_types::ContactPurpose;

use super::{super::Format, Text, list::ListNounTexts};

/// Contacts: people to call or write to.
pub struct ContactTexts {
    pub list: ListNounTexts,
    pub purpose: fn(ContactPurpose) -> Text,
    pub purpose_means: fn(ContactPurpose) -> Text,
    /// What a language is called; none for a tag that no contact can have.
    pub language: fn(tag: &str) -> Option<Text>,
    pub new: Text,
    pub edit: Text,
    pub lede: Text,
    pub copy_email: Text,
    pub copied: Text,
    pub invite: Text,
    pub delete: Text,
    /// For several contacts.
    pub delete_many: Text,
    pub full_name: Text,
    pub given_name: Text,
    pub family_name: Text,
    pub purposes: Text,
    pub email: Text,
    pub phone: Text,
    pub reach_hint: Text,
    pub language_label: Text,
    pub no_language: Text,
    pub company: Text,
    pub company_hint: Text,
    pub title: Text,
    pub note: Text,
    /// A button.
    pub create: Text,
    pub save: Text,
    pub name_missing: Text,
    pub line_invalid: Text,
    pub email_invalid: Text,
    pub reach_missing: Text,
    pub phone_invalid: Text,
    pub phone_missing: Text,
    pub note_invalid: Text,
    pub to_correct: fn(Format, u64) -> String,
    /// Another contact has this address, or this number.
    pub same_email: fn(name: &str) -> String,
    pub same_phone: fn(name: &str) -> String,
    pub changed_meanwhile: Text,
    pub leave_title: Text,
    pub leave_text: Text,
    pub leave: Text,
    pub stay: Text,
    pub created: fn(name: &str) -> String,
    pub saved: fn(name: &str) -> String,
    pub deleted: fn(Format, u64) -> String,
    pub delete_title: fn(name: &str) -> String,
    pub delete_means: Text,
    pub contacts: fn(Format, u64) -> String,
    pub about: Text,
    pub created_at: Text,
    pub changed_at: Text,
    pub is_user: Text,
}
