//! Removing members. They can be restored for a while.

use api_types::{MemberId, MemberStatus};
use serde_json::json;

use super::{error::ChangeMemberError, guard::check_end_of_access, supervisor, table::MemberRecord};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        columns::moment,
        email_changes::{self, Ended},
        invitations::record_event,
        outbox, references, sessions,
    },
};

/// Removes a member who has joined: it gives up its seat and loses access at once. Only the membership ends. The
/// account stays its owner's.
#[derive(Debug)]
pub struct Remove<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Becomes the supervisor of the member's reports; `None`: they have none.
    pub successor: Option<MemberId>,
    /// Checks whether it is possible, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

impl Change for Remove<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let before = MemberRecord::find(transaction, self.may.organization(), self.member).await?;
        let before = before.ok_or(ChangeMemberError::NotFound)?;
        let mut record = self.removed(&before);
        check_end_of_access(transaction, self.may, &before, &record).await?;
        match before.status {
            MemberStatus::Active | MemberStatus::Inactive => {}
            MemberStatus::Removed => return Err(ChangeMemberError::Removed),
            _ => return Err(ChangeMemberError::NotJoined),
        }
        references::require_none(transaction, &before).await?;
        let successor = supervisor::successor(transaction, &before, self.successor).await?;
        if self.dry_run {
            return Ok(());
        }
        record.save(transaction, &before).await?;
        let (account, context) = (self.may.account(), &self.context);
        let reports = supervisor::move_reports(transaction, &before, successor.as_ref(), account, context).await?;
        outbox::cancel(transaction, record.id).await?;
        outbox::cancel_to(transaction, record.organization, &record.email).await?;
        email_changes::end(transaction, record.id, Ended::Cancelled).await?;
        let sessions = match before.account {
            Some(account) => sessions::end_unless_active(transaction, account).await?,
            None => 0,
        };
        let details = json!({"successor": self.successor, "reports": reports, "sessions": sessions});
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberRemoved, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl Remove<'_> {
    /// The member afterwards. What restoring needs stays: status, account, roles and companies.
    fn removed(&self, before: &MemberRecord) -> MemberRecord {
        MemberRecord {
            status: MemberStatus::Removed,
            removed_at: Some(moment(self.context.at)),
            removed_status: Some(before.status),
            account: None,
            removed_account: before.account,
            ..before.clone()
        }
    }
}
