//! One action on many contacts, in one transaction.

use api_types::{ContactBulkAction, ContactBulkResult, ContactId};

use super::{ContactError, DeleteContact, delete::RestoreContact};
use crate::{
    authz::{Authorized, policy::ManageContacts},
    store::{Change, Transaction, audit::AuditContext},
};

/// Deletes or restores contacts. Those that there are not are left out.
#[derive(Debug)]
pub struct ChangeContacts<'a> {
    pub may: &'a Authorized<ManageContacts>,
    pub action: ContactBulkAction,
    /// Each once.
    pub contacts: Vec<ContactId>,
    pub context: AuditContext,
}

impl Change for ChangeContacts<'_> {
    type Output = Vec<ContactBulkResult>;
    type Error = ContactError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Vec<ContactBulkResult>, ContactError> {
        let mut results = Vec::with_capacity(self.contacts.len());
        for (number, contact) in (1..).zip(&self.contacts) {
            let done = match self.one(transaction, *contact, self.context.part(number)).await {
                Ok(()) => true,
                Err(ContactError::NotFound) => false,
                Err(error) => return Err(error),
            };
            results.push(ContactBulkResult { id: *contact, done });
        }
        Ok(results)
    }

    fn is_collision(&self, error: &ContactError) -> bool {
        error.is_collision()
    }
}

impl ChangeContacts<'_> {
    async fn one(
        &self,
        transaction: &mut Transaction,
        contact: ContactId,
        context: AuditContext,
    ) -> Result<(), ContactError> {
        match self.action {
            ContactBulkAction::Delete => DeleteContact { may: self.may, contact, context }.apply(transaction).await,
            ContactBulkAction::Restore => RestoreContact { may: self.may, contact, context }.apply(transaction).await,
        }
    }
}
