//! `/organizations/{org}/contacts`

use api_types::{
    Contact, ContactBulk, ContactBulkResults, ContactChanges, ContactId, List, NewContact, OrganizationId,
};

use super::{Change, Query, organizations::path};
use crate::paths::query;

/// `GET …/contacts`: the first whose texts have `find` in them.
pub fn contacts(organization: OrganizationId, find: &str) -> Query<List<Contact>> {
    let find = Some(find).filter(|find| !find.is_empty()).map(|find| ("q", find.to_owned()));
    Query::new(path(organization, &["/contacts", &query(find)].concat()))
}

/// `GET …/contacts/{contact}`
pub fn contact(organization: OrganizationId, contact: ContactId) -> Query<Contact> {
    Query::new(contact_path(organization, contact))
}

/// `POST …/contacts`
pub fn create_contact(organization: OrganizationId, new: &NewContact) -> Change<Contact> {
    Change::create(path(organization, "/contacts"), new)
}

/// `PATCH …/contacts/{contact}`, of the contact as it was in this version.
pub fn update_contact(organization: OrganizationId, contact: &Contact, changes: &ContactChanges) -> Change<Contact> {
    Change::patch(contact_path(organization, contact.id), changes).if_match(contact.version)
}

/// `POST …/contacts/bulk`
pub fn bulk_contacts(organization: OrganizationId, bulk: &ContactBulk) -> Change<ContactBulkResults> {
    Change::post(path(organization, "/contacts/bulk")).json(bulk)
}

fn contact_path(organization: OrganizationId, contact: ContactId) -> String {
    path(organization, &["/contacts/", &contact.to_string()].concat())
}
