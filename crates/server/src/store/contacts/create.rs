//! New contacts.

use api_types::{CONTACTS, Contact, ContactId};

use super::{ContactFields, DESCRIBED, counted, described, event, find};
use crate::{
    authz::{Authorized, policy::ManageContacts},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        idempotency::{self, IdempotencyKey, KeyState},
        listing, sql,
    },
};

/// Creates a contact.
#[derive(Debug)]
pub struct CreateContact<'a> {
    pub may: &'a Authorized<ManageContacts>,
    pub id: ContactId,
    pub fields: ContactFields,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

/// A contact was not created, changed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum ContactError {
    #[error("there is no such contact")]
    NotFound,
    #[error("the caller is no longer allowed to do this")]
    NoLongerAllowed,
    #[error("the contact has changed since")]
    Stale,
    #[error("the contact would have no name")]
    NoName,
    #[error("the contact would have neither an e-mail address nor a phone number")]
    Unreachable,
    #[error("an emergency contact would have no phone number")]
    NoPhone,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ContactError {
    /// Whether another change was faster.
    pub(super) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl CreateContact<'_> {
    async fn create(&self, transaction: &mut Transaction) -> Result<Contact, ContactError> {
        access::still(transaction, self.may).await?.ok_or(ContactError::NoLongerAllowed)?;
        self.fields.check()?;
        let organization = self.may.organization();
        let counted = counted(self.fields.language.as_deref());
        listing::add(transaction, organization, CONTACTS.name, &[counted]).await?;
        let at = moment(self.context.at);
        insert(transaction, (self.may, self.id), (at, at, 1), &self.fields).await?;
        let created = event(AuditAction::ContactCreated, self.may, self.id, self.fields.details());
        audit::record(transaction, &self.context, created).await?;
        let row = find(transaction, organization, self.id).await?.ok_or(ContactError::NotFound)?;
        Ok(row.contact()?)
    }
}

/// Inserts the row of a contact: when it was created and changed, and its version.
pub(super) async fn insert(
    transaction: &mut Transaction,
    (may, id): (&Authorized<ManageContacts>, ContactId),
    (created_at, changed_at, version): (i64, i64, i64),
    fields: &ContactFields,
) -> Result<(), StoreError> {
    let own = [
        id_bytes(id).into(),
        id_bytes(may.organization()).into(),
        created_at.into(),
        changed_at.into(),
        version.into(),
    ];
    let columns = ["id", "organization_id", "created_at", "changed_at", "version"];
    let values = own.into_iter().chain(described(fields)).collect();
    let columns = columns.into_iter().chain(DESCRIBED).collect();
    transaction.execute(&sql::insert_rows("contacts", columns, vec![values])?).await.map(|_| ())
}

impl Change for CreateContact<'_> {
    type Output = Contact;
    type Error = ContactError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Contact, ContactError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.may.account();
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(ContactError::KeyReused),
            KeyState::New => {
                let contact = self.create(transaction).await?;
                let answer = serde_json::to_string(&contact).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(contact)
            }
        }
    }

    fn is_collision(&self, error: &ContactError) -> bool {
        error.is_collision()
    }
}
