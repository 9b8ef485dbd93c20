//! Changes of a contact.

use api_types::{CONTACTS, Contact, ContactId};
use sea_query::{Expr, ExprTrait, Query};

use super::{ContactEdit, ContactError, ContactFields, ContactRow, DESCRIBED, counted, described, event, find};
use crate::{
    authz::{Authorized, policy::ManageContacts},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        listing,
    },
};

/// Changes what the request names, if the contact is still as it was read. The values are valid already.
#[derive(Debug)]
pub struct ChangeContact<'a> {
    pub may: &'a Authorized<ManageContacts>,
    pub contact: ContactId,
    /// The version that was read.
    pub versions: Versions,
    pub edit: ContactEdit,
    pub context: AuditContext,
}

impl Change for ChangeContact<'_> {
    type Output = Contact;
    type Error = ContactError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Contact, ContactError> {
        access::still(transaction, self.may).await?.ok_or(ContactError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let before = find(transaction, organization, self.contact).await?.ok_or(ContactError::NotFound)?;
        if !self.versions.contain(before.version) {
            return Err(ContactError::Stale);
        }
        let fields = self.edit.applied(before.fields())?;
        if fields == before.fields() {
            return Ok(before.contact()?);
        }
        self.write(transaction, &before, &fields).await?;
        let details = before.fields().differences(&fields);
        let changed = event(AuditAction::ContactChanged, self.may, self.contact, details);
        audit::record(transaction, &self.context, changed).await?;
        let row = find(transaction, organization, self.contact).await?.ok_or(ContactError::NotFound)?;
        Ok(row.contact()?)
    }

    fn is_collision(&self, error: &ContactError) -> bool {
        error.is_collision()
    }
}

impl ChangeContact<'_> {
    async fn write(
        &self,
        transaction: &mut Transaction,
        before: &ContactRow,
        fields: &ContactFields,
    ) -> Result<(), StoreError> {
        let counts = (counted(before.language.as_deref()), counted(fields.language.as_deref()));
        listing::change(transaction, self.may.organization(), CONTACTS.name, counts.0, counts.1).await?;
        let update = Query::update()
            .table("contacts")
            .values(DESCRIBED.into_iter().zip(described(fields).into_iter().map(Expr::val)))
            .value("version", before.version + 1)
            .value("changed_at", moment(self.context.at))
            .and_where(Expr::col("id").eq(id_bytes(self.contact)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}
