//! Removing members. They can be restored for a while.

use api_types::{AccountId, MemberId, MemberStatus};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{
    error::ChangeMemberError,
    guard::{check_end_of_access, leaves_nobody},
    supervisor,
    table::MemberRecord,
};
use crate::{
    authz::{
        Authorized,
        policy::{ChangeMember, ReadOrganization},
    },
    store::{
        Change, Transaction, access, access_requests,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, read_id},
        email_changes::{self, Ended},
        invitations::{record_event, record_event_by},
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
        let mut record = removed(&before, &self.context);
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
        let by = (self.may.account(), &self.context);
        let reports = take_out(transaction, &before, &mut record, successor.as_ref(), by).await?;
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

/// The member afterwards. What restoring needs stays: status, account, roles and companies.
fn removed(before: &MemberRecord, context: &AuditContext) -> MemberRecord {
    MemberRecord {
        status: MemberStatus::Removed,
        removed_at: Some(moment(context.at)),
        removed_status: Some(before.status),
        account: None,
        removed_account: before.account,
        ..before.clone()
    }
}

/// Saves the removed member, and ends what was under way for it. Its reports get the successor; says how many.
async fn take_out(
    transaction: &mut Transaction,
    before: &MemberRecord,
    record: &mut MemberRecord,
    successor: Option<&MemberRecord>,
    (account, context): (AccountId, &AuditContext),
) -> Result<u64, ChangeMemberError> {
    record.save(transaction, before).await?;
    let reports = supervisor::move_reports(transaction, before, successor, account, context).await?;
    access_requests::cancel_of(transaction, record.organization, record.id, context.at).await?;
    outbox::cancel(transaction, record.id).await?;
    outbox::cancel_to(transaction, record.organization, &record.email).await?;
    email_changes::end(transaction, record.id, Ended::Cancelled).await?;
    Ok(reports)
}

/// Ends the caller's own membership. The account stays, and stays signed in.
#[derive(Debug)]
pub struct Leave<'a> {
    pub may: &'a Authorized<ReadOrganization>,
    pub context: AuditContext,
}

impl Change for Leave<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        access::still(transaction, self.may).await?.ok_or(ChangeMemberError::NotFound)?;
        let organization = self.may.organization();
        let query = Query::select()
            .column("id")
            .from("members")
            .and_where(Expr::col("account_id").eq(id_bytes(self.may.account())))
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .take();
        let (id,): (Vec<u8>,) = transaction.one(&query).await?.ok_or(ChangeMemberError::NotFound)?;
        let before = MemberRecord::find(transaction, organization, read_id(&id)?).await?;
        let before = before.ok_or(ChangeMemberError::NotFound)?;
        let mut record = removed(&before, &self.context);
        if leaves_nobody(transaction, &before, &record).await? {
            return Err(ChangeMemberError::LastAdministrator);
        }
        references::require_none(transaction, &before).await?;
        let by = (self.may.account(), &self.context);
        let reports = take_out(transaction, &before, &mut record, None, by).await?;
        let details = json!({"reports": reports});
        let account = Some(self.may.account());
        Ok(record_event_by(transaction, account, &self.context, AuditAction::MemberLeft, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}
