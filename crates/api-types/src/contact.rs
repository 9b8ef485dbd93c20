//! Contacts: people to call or write to, who do not sign in.

use serde::{Deserialize, Serialize};

use crate::{ContactId, ContactPurpose, MemberRef, Timestamp};

/// Maximum number of contacts in one bulk action.
pub const MAX_CONTACT_BULK: usize = 200;
/// For so many days, deleted contacts can be restored.
pub const CONTACT_RESTORE_DAYS: i64 = 1;

/// The languages that a contact can speak: BCP 47 tags.
pub const CONTACT_LANGUAGES: [&str; 40] = [
    "ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk",
    "vi", "zh",
];

/// A contact of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    pub id: ContactId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Both parts as one name, in the order of their script.
    pub name: String,
    /// The company, department or site that the contact speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Job title or function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub purposes: Vec<ContactPurpose>,
    /// Present if there is no phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Present if there is no e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// BCP 47 tag of the language to use, for example `de`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The user with the same e-mail address. Only if the caller can read the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<MemberRef>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// Request body of `POST …/contacts`. An e-mail address or a phone number is required.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// At most 120 characters. One of the two names is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// At most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// At most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// At most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `emergency` requires a phone number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<ContactPurpose>,
    /// Several contacts can share an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// BCP 47 tag, one of those that contacts can have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// At most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Request body of `PATCH …/contacts/{contact}`. Absent fields stay unchanged; an empty string removes a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactChanges {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purposes: Option<Vec<ContactPurpose>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a bulk action does with contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContactBulkAction {
    /// Deletes them. For one day, they can be restored.
    Delete,
    /// Restores deleted ones.
    Restore,
}

/// Request body of `POST …/contacts/bulk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactBulk {
    pub action: ContactBulkAction,
    /// 1 to 200 contacts.
    pub contacts: Vec<ContactId>,
}

/// The result for each contact, in the order of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactBulkResults {
    pub results: Vec<ContactBulkResult>,
}

/// What became of one contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactBulkResult {
    pub id: ContactId,
    /// False: there was nothing to delete or restore.
    pub done: bool,
}

/// The known tag for a language, such as `de` for `de-AT`.
pub fn read_contact_language(tag: &str) -> Option<&'static str> {
    let subtag = tag.trim().split(['-', '_']).next().unwrap_or_default();
    CONTACT_LANGUAGES.into_iter().find(|known| known.eq_ignore_ascii_case(subtag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con1_a_language_is_found_by_its_tag() {
        assert_eq!(read_contact_language(" de-AT "), Some("de"));
        assert_eq!(read_contact_language("UK"), Some("uk"));
        assert_eq!(read_contact_language("xx"), None);
        assert!(CONTACT_LANGUAGES.is_sorted());
    }
}
