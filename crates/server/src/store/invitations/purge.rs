//! Deletes what is kept for a while only.

use api_types::{MemberId, OrganizationId};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::{
    event,
    withdraw::{self, RESTORABLE},
};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{moment, read_id},
    },
};

/// Withdrawn invitations that are found at once.
const FOUND: u64 = 500;
/// How long a request can be repeated with its idempotency key.
const REPEATABLE: SignedDuration = SignedDuration::from_hours(48);
/// How long a link that no longer works can say why.
const EXPLAINED: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Erases withdrawn invitations, and deletes idempotency keys and links, that are old enough. Any number of servers
/// may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn purge(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<(), StoreError> {
    while erase_withdrawn(database, clock, entropy).await? == FOUND {}
    database.apply(&Purge { now: clock.now() }).await
}

/// Erases up to [`FOUND`] withdrawn invitations; returns how many it found.
async fn erase_withdrawn(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<u64, StoreError> {
    let query = Query::select()
        .columns(["organization_id", "id"])
        .from("members")
        .and_where(Expr::col("withdrawn_at").lte(moment(before(clock.now(), RESTORABLE))))
        .order_by("withdrawn_at", Order::Asc)
        .limit(FOUND)
        .take();
    let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
    for (organization, member) in &due {
        let (organization, member) = (read_id(organization)?, read_id(member)?);
        database.apply(&Erase { organization, member, context: AuditContext::new(clock, entropy, None) }).await?;
    }
    Ok(due.len() as u64)
}

/// Erases a withdrawn invitation, unless it was restored or another server has erased it.
struct Erase {
    organization: OrganizationId,
    member: MemberId,
    context: AuditContext,
}

impl Change for Erase {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let record = withdraw::find(transaction, self.organization, self.member).await?;
        let is_due = |at: i64| at <= moment(before(self.context.at, RESTORABLE));
        let Some(record) = record.filter(|record| record.withdrawn_at.is_some_and(is_due)) else { return Ok(()) };
        record.remove(transaction).await?;
        event::record_by(transaction, None, &self.context, AuditAction::InvitationErased, &record, json!({})).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

struct Purge {
    now: Timestamp,
}

impl Change for Purge {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let old = [("idempotency_keys", "created_at", REPEATABLE), ("invitation_tokens", "ended_at", EXPLAINED)];
        for (table, column, kept) in old {
            let until = moment(before(self.now, kept));
            let delete = Query::delete().from_table(table).and_where(Expr::col(column).lte(until)).take();
            transaction.execute(&delete).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

fn before(now: Timestamp, age: SignedDuration) -> Timestamp {
    now.checked_sub(age).unwrap_or(Timestamp::MIN)
}
