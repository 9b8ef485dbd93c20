//! `GET /organizations/{organization}/contacts`, `…/options` and `…/export`.

use api_types::{Contact, ContactColumn, List};

use crate::{
    routes::listing::{Export, list_routes},
    store::contacts::Contacts,
};

/// A page of contacts, for OpenAPI.
type ContactList = List<Contact>;

list_routes! {
    Contacts, "contacts",
    /// List the contacts of an organization
    list list_contacts("/organizations/{organization}/contacts") -> ContactList,
    /// Export the list of contacts as CSV (RFC 4180, UTF-8) with the matching rows and the chosen columns
    export export_contacts("/organizations/{organization}/contacts/export"),
    /// List the values of a filter of the list of contacts, each with the number of matching contacts
    options list_contact_options("/organizations/{organization}/contacts/options"),
}

/// Columns of the file that the list does not have: an import needs them.
pub const GIVEN_NAME: &str = "given_name";
/// The other part of the name.
pub const FAMILY_NAME: &str = "family_name";

impl Export for Contacts {
    const FIRST: &'static [&'static str] = &["id", ContactColumn::Name.as_str(), GIVEN_NAME, FAMILY_NAME];

    fn cell(contact: &Contact, column: &str) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let Ok(column) = column.parse() else {
            return match column {
                GIVEN_NAME => text(&contact.given_name),
                FAMILY_NAME => text(&contact.family_name),
                _ => contact.id.to_string(),
            };
        };
        match column {
            ContactColumn::Name => contact.name.clone(),
            ContactColumn::Company => text(&contact.company),
            ContactColumn::Title => text(&contact.title),
            ContactColumn::Purposes => {
                contact.purposes.iter().map(|purpose| purpose.as_str()).collect::<Vec<_>>().join("; ")
            }
            ContactColumn::Email => text(&contact.email),
            ContactColumn::Phone => text(&contact.phone),
            ContactColumn::Language => text(&contact.language),
            ContactColumn::User => contact.user.as_ref().map(|user| user.name.clone()).unwrap_or_default(),
            ContactColumn::ChangedAt => contact.changed_at.clone(),
        }
    }
}
