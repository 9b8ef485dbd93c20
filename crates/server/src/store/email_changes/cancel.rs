//! Cancelling a change that waits.

use api_types::{MEMBERS, MemberId};
use serde_json::json;

use super::{Ended, PendingChange};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        invitations::record_event,
        listing,
        members::{self, ChangeMemberError},
    },
};

/// Cancels the change that waits: its link no longer works. Without one, nothing happens.
#[derive(Debug)]
pub struct CancelEmailChange<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    pub context: AuditContext,
}

impl Change for CancelEmailChange<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (record, _) = members::open_for_change(transaction, self.may, self.member).await?;
        let Some(pending) = PendingChange::find(transaction, record.id, self.context.at).await? else { return Ok(()) };
        super::end(transaction, record.id, Ended::Cancelled).await?;
        listing::touch(transaction, record.organization, MEMBERS.name).await?;
        let details = json!({"changes": [{"field": "new_email", "after": pending.email}]});
        let action = AuditAction::EmailChangeCancelled;
        Ok(record_event(transaction, self.may, &self.context, action, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}
