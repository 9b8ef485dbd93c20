//! Loads contacts.

use std::collections::BTreeMap;

use api_types::{CONTACTS, OrganizationId, PersonName};
use sea_query::Value;

use super::records::{Contact, Data};
use crate::store::{
    StoreError, Transaction, batch,
    columns::{id_bytes, moment},
    contacts::{self, ContactFields},
    listing::{self, Counted},
};

/// Inserts them all, and counts them.
pub(super) async fn load(transaction: &mut Transaction, data: &Data) -> Result<(), StoreError> {
    let mut counted: BTreeMap<OrganizationId, Vec<Counted>> = BTreeMap::new();
    let mut rows = Vec::with_capacity(data.contacts.len());
    for contact in &data.contacts {
        counted.entry(contact.organization).or_default().push(contacts::counted(contact.language));
        rows.push(row(contact)?);
    }
    let columns: Vec<_> = COLUMNS.into_iter().chain(contacts::DESCRIBED).collect();
    batch::insert(transaction, "contacts", &columns, rows).await?;
    for (organization, counted) in counted {
        listing::add(transaction, organization, CONTACTS.name, &counted).await?;
    }
    Ok(())
}

const COLUMNS: [&str; 4] = ["id", "organization_id", "created_at", "changed_at"];

fn row(contact: &Contact) -> Result<Vec<Value>, StoreError> {
    let name = PersonName::new(&contact.given_name, &contact.family_name);
    let name = name.map_err(|_| StoreError::Unreadable("name"))?;
    let fields = ContactFields {
        given_name: name.given,
        family_name: name.family,
        name: name.full,
        company: contact.company.clone(),
        title: contact.title.map(str::to_owned),
        purposes: contact.purposes.clone(),
        email: contact.email.clone(),
        phone: contact.phone.clone(),
        language: contact.language.map(str::to_owned),
        note: contact.note.map(str::to_owned),
    };
    let at = moment(contact.created_at);
    let own = [id_bytes(contact.id).into(), id_bytes(contact.organization).into(), at.into(), at.into()];
    Ok(own.into_iter().chain(contacts::described(&fields)).collect())
}
