//! What is decided about a contact, and how it is stored.

use api_types::{Contact, ContactPurpose};
use sea_query::Value;
use serde_json::{Value as Json, json};

use super::bit;
use crate::store::{audit, text};

/// What is decided about a contact. The texts are valid already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactFields {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// The whole name.
    pub name: String,
    pub company: Option<String>,
    pub title: Option<String>,
    /// Each once, in their order.
    pub purposes: Vec<ContactPurpose>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<String>,
    pub note: Option<String>,
}

impl From<Contact> for ContactFields {
    fn from(contact: Contact) -> Self {
        Self {
            given_name: contact.given_name,
            family_name: contact.family_name,
            name: contact.name,
            company: contact.company,
            title: contact.title,
            purposes: contact.purposes,
            email: contact.email,
            phone: contact.phone,
            language: contact.language,
            note: contact.note,
        }
    }
}

impl ContactFields {
    /// What the audit log says of a new contact.
    pub(super) fn details(&self) -> Json {
        json!({
            "name": self.name,
            "company": self.company,
            "title": self.title,
            "purposes": self.purposes,
            "email": self.email,
            "phone": self.phone,
            "language": self.language,
        })
    }

    /// The changed fields, before and after; of a note only that it did change.
    pub(super) fn differences(&self, after: &Self) -> Json {
        let mut differences = audit::differences([
            ("given_name", json!(self.given_name), json!(after.given_name)),
            ("family_name", json!(self.family_name), json!(after.family_name)),
            ("name", json!(self.name), json!(after.name)),
            ("company", json!(self.company), json!(after.company)),
            ("title", json!(self.title), json!(after.title)),
            ("purposes", json!(self.purposes), json!(after.purposes)),
            ("email", json!(self.email), json!(after.email)),
            ("phone", json!(self.phone), json!(after.phone)),
            ("language", json!(self.language), json!(after.language)),
        ]);
        if self.note != after.note {
            for side in ["before", "after"] {
                differences[side]["note"] = Json::Null;
            }
        }
        differences
    }
}

/// Columns that the fields of a contact decide, in the order of [`described`].
pub(in crate::store) const DESCRIBED: [&str; 15] = [
    "given_name",
    "family_name",
    "name",
    "company",
    "title",
    "purposes",
    "email",
    "email_key",
    "phone",
    "language",
    "note",
    "name_key",
    "company_key",
    "title_key",
    "search_text",
];

/// The values of [`DESCRIBED`].
pub(in crate::store) fn described(fields: &ContactFields) -> [Value; 15] {
    let [company, title, email, phone] =
        [&fields.company, &fields.title, &fields.email, &fields.phone].map(|text| text.as_deref());
    [
        fields.given_name.clone().into(),
        fields.family_name.clone().into(),
        fields.name.as_str().into(),
        company.into(),
        title.into(),
        fields.purposes.iter().map(|purpose| bit(*purpose)).sum::<i16>().into(),
        email.into(),
        email.map(text::email_key).into(),
        phone.into(),
        fields.language.clone().into(),
        fields.note.clone().into(),
        text::sort_key(&fields.name).into(),
        company.map(text::sort_key).into(),
        title.map(text::sort_key).into(),
        text::searched(&[
            &fields.name,
            company.unwrap_or_default(),
            title.unwrap_or_default(),
            email.unwrap_or_default(),
            &phone.map(searched_phone).unwrap_or_default(),
        ])
        .into(),
    ]
}

/// A phone number as it is written, and without what only divides it.
fn searched_phone(phone: &str) -> String {
    format!("{phone} {}", phone_key(phone))
}

/// A phone number without what only divides it: `+49 (30) 5550-11` and `+49 30 555011` are the same.
pub(super) fn phone_key(phone: &str) -> String {
    phone.chars().filter(|letter| !matches!(letter, ' ' | '(' | ')' | '-' | '.' | '/')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con1_a_phone_number_is_found_without_its_spaces() {
        assert_eq!(searched_phone("+49 (30) 5550-11"), "+49 (30) 5550-11 +4930555011");
        assert_eq!(phone_key("+49 30 555011"), phone_key("+49 (30) 5550-11"));
    }

    #[test]
    fn every_column_has_a_value() {
        assert_eq!(DESCRIBED.len(), described(&ContactFields::default()).len());
    }
}
