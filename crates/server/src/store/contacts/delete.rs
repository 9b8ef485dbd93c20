//! Contacts that are deleted, and restored.

use api_types::{CONTACT_RESTORE_DAYS, CONTACTS, Contact, ContactId};
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{ContactError, ContactFields, counted, create::insert, event, find};
use crate::{
    authz::{Authorized, policy::ManageContacts},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        listing, sql,
    },
};

/// Deletes a contact. For a day, it can be restored.
#[derive(Debug)]
pub struct DeleteContact<'a> {
    pub may: &'a Authorized<ManageContacts>,
    pub contact: ContactId,
    pub context: AuditContext,
}

impl Change for DeleteContact<'_> {
    type Output = ();
    type Error = ContactError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ContactError> {
        access::still(transaction, self.may).await?.ok_or(ContactError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let row = find(transaction, organization, self.contact).await?.ok_or(ContactError::NotFound)?;
        listing::remove(transaction, organization, CONTACTS.name, counted(row.language.as_deref())).await?;
        let contact = row.contact()?;
        let json = serde_json::to_string(&contact).map_err(|_| StoreError::Unreadable("contact"))?;
        let kept = [
            ("id", id_bytes(self.contact).into()),
            ("organization_id", id_bytes(organization).into()),
            ("deleted_at", moment(self.context.at).into()),
            ("contact", json.into()),
        ];
        transaction.execute(&sql::insert("deleted_contacts", kept)?).await?;
        let delete =
            Query::delete().from_table("contacts").and_where(Expr::col("id").eq(id_bytes(self.contact))).take();
        transaction.execute(&delete).await?;
        let deleted = event(AuditAction::ContactDeleted, self.may, self.contact, json!({"name": contact.name}));
        Ok(audit::record(transaction, &self.context, deleted).await?)
    }

    fn is_collision(&self, error: &ContactError) -> bool {
        error.is_collision()
    }
}

/// Restores a deleted contact as it was.
#[derive(Debug)]
pub(super) struct RestoreContact<'a> {
    pub may: &'a Authorized<ManageContacts>,
    pub contact: ContactId,
    pub context: AuditContext,
}

impl RestoreContact<'_> {
    /// Restores it in a transaction.
    ///
    /// # Errors
    /// When there is nothing to restore, or the database fails.
    pub(super) async fn apply(&self, transaction: &mut Transaction) -> Result<(), ContactError> {
        access::still(transaction, self.may).await?.ok_or(ContactError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let is_it = Expr::col("id")
            .eq(id_bytes(self.contact))
            .and(Expr::col("organization_id").eq(id_bytes(organization)))
            .and(
                Expr::col("deleted_at")
                    .gt(moment(self.context.at - SignedDuration::from_hours(24 * CONTACT_RESTORE_DAYS))),
            );
        let query = Query::select().column("contact").from("deleted_contacts").and_where(is_it.clone()).take();
        let (json,): (String,) = transaction.one(&query).await?.ok_or(ContactError::NotFound)?;
        let contact: Contact = serde_json::from_str(&json).map_err(|_| StoreError::Unreadable("contact"))?;
        transaction.execute(&Query::delete().from_table("deleted_contacts").and_where(is_it).take()).await?;
        let created_at = contact.created_at.parse().map_err(|_| StoreError::Unreadable("time"))?;
        let (version, fields) = (contact.version + 1, ContactFields::from(contact));
        let counted = counted(fields.language.as_deref());
        listing::add(transaction, organization, CONTACTS.name, &[counted]).await?;
        let times = (moment(created_at), moment(self.context.at), version);
        insert(transaction, (self.may, self.contact), times, &fields).await?;
        let restored = event(AuditAction::ContactRestored, self.may, self.contact, json!({"name": fields.name}));
        Ok(audit::record(transaction, &self.context, restored).await?)
    }
}
