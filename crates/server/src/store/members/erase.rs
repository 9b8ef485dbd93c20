//! Erases removed members and withdrawn invitations that can no longer be restored.

use api_types::{MemberId, MemberStatus, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::{guard::has_joined, restore::RESTORABLE, table::MemberRecord};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction, access_requests,
        audit::{self, AuditAction, AuditContext},
        columns::{moment, read_id},
        invitations::record_event_by,
        outbox, saved_views,
    },
};

/// Members that are found at once.
const FOUND: u64 = 500;

/// Erases every member that was removed, or whose invitation was withdrawn, long enough ago. Any number of servers may
/// do this at once.
///
/// # Errors
/// When the database fails.
pub async fn erase(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<(), StoreError> {
    for column in ["withdrawn_at", "removed_at"] {
        while erase_some(database, clock, entropy, column).await? == FOUND {}
    }
    Ok(())
}

/// Erases up to [`FOUND`] of the members that are hidden since the moment in `column`; returns how many it found.
async fn erase_some(
    database: &Database,
    clock: &Clock,
    entropy: &Entropy,
    column: &'static str,
) -> Result<u64, StoreError> {
    let query = Query::select()
        .columns(["organization_id", "id"])
        .from("members")
        .and_where(Expr::col(column).lte(latest(clock.now())))
        .order_by(column, Order::Asc)
        .limit(FOUND)
        .take();
    let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
    for (organization, member) in &due {
        let (organization, member) = (read_id(organization)?, read_id(member)?);
        database.apply(&Erase { organization, member, context: AuditContext::of_server(clock, entropy) }).await?;
    }
    Ok(due.len() as u64)
}

/// Members that are hidden since then, or longer, are erased.
fn latest(now: Timestamp) -> i64 {
    moment(now.checked_sub(RESTORABLE).unwrap_or(Timestamp::MIN))
}

/// Erases a member, unless it was restored or another server has erased it. The audit log keeps what happened, but
/// nothing that says who the member was.
struct Erase {
    organization: OrganizationId,
    member: MemberId,
    context: AuditContext,
}

impl Change for Erase {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let record = MemberRecord::find(transaction, self.organization, self.member).await?;
        let Some((record, action)) = record.and_then(|record| self.due(record)) else { return Ok(()) };
        access_requests::forget(transaction, record.organization, record.id).await?;
        record.remove(transaction).await?;
        outbox::forget(transaction, record.id).await?;
        audit::forget_details(transaction, record.organization, record.id).await?;
        if let Some(account) = record.removed_account
            && !has_joined(transaction, record.organization, account).await?
        {
            saved_views::forget(transaction, record.organization, account).await?;
        }
        record_event_by(transaction, None, &self.context, action, &record, json!({})).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Erase {
    /// The member with the action of the event, if its time has come.
    fn due(&self, record: MemberRecord) -> Option<(MemberRecord, AuditAction)> {
        let (since, action) = match record.status {
            MemberStatus::Removed => (record.removed_at?, AuditAction::MemberErased),
            MemberStatus::Withdrawn => (record.withdrawn_at?, AuditAction::InvitationErased),
            _ => return None,
        };
        (since <= latest(self.context.at)).then_some((record, action))
    }
}
