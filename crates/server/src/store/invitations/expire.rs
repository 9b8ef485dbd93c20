//! Invitations that have run out say so.

use api_types::{MemberId, MemberStatus, OrganizationId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::event;
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{moment, read_id, status_place},
        members::MemberRecord,
        outbox,
    },
};

/// So many are found at once.
const FOUND: u64 = 500;

/// Marks every invitation that has run out; says how many. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn expire(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<u64, StoreError> {
    let mut expired = 0;
    loop {
        let query = Query::select()
            .columns(["organization_id", "id"])
            .from("members")
            .and_where(Expr::col("invitation_expires_at").lte(moment(clock.now())))
            .and_where(Expr::col("status").eq(status_place(MemberStatus::Invited)))
            .order_by("invitation_expires_at", Order::Asc)
            .limit(FOUND)
            .take();
        let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
        for (organization, member) in &due {
            let (organization, member) = (read_id(organization)?, read_id(member)?);
            let change = Expire { organization, member, context: AuditContext::of_server(clock, entropy) };
            expired += u64::from(database.apply(&change).await?);
        }
        if (due.len() as u64) < FOUND {
            return Ok(expired);
        }
    }
}

/// Says whether there was something to do: another server may have done it.
struct Expire {
    organization: OrganizationId,
    member: MemberId,
    context: AuditContext,
}

impl Change for Expire {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let before = MemberRecord::find(transaction, self.organization, self.member).await?;
        let Some(before) = before.filter(|record| record.status == MemberStatus::Invited) else { return Ok(false) };
        let over = |end: i64| end <= moment(self.context.at);
        if !before.invitation.as_ref().is_some_and(|invitation| over(invitation.expires_at)) {
            return Ok(false);
        }
        let mut record = before.clone();
        record.status = MemberStatus::Expired;
        record.save(transaction, &before).await?;
        outbox::cancel(transaction, record.id).await?;
        event::record_by(transaction, None, &self.context, AuditAction::InvitationExpired, &record, json!({})).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
