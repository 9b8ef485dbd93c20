//! Changes that nobody has confirmed in time say so.

use api_types::{MEMBERS, MemberId, OrganizationId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::{Ended, PendingChange};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, read_id},
        invitations::record_event_by,
        listing,
        members::MemberRecord,
    },
};

/// So many are found at once.
const FOUND: u64 = 500;

/// Ends every change that has expired. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn expire(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<(), StoreError> {
    loop {
        let query = Query::select()
            .columns([("members", "organization_id"), ("members", "id")])
            .from("email_changes")
            .inner_join("members", Expr::col(("members", "id")).equals(("email_changes", "member_id")))
            // As the index has it.
            .and_where(Expr::cust("ended IS NULL"))
            .and_where(Expr::col("expires_at").lte(moment(clock.now())))
            .order_by("expires_at", Order::Asc)
            .limit(FOUND)
            .take();
        let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
        for (organization, member) in &due {
            let (organization, member) = (read_id(organization)?, read_id(member)?);
            let context = AuditContext::of_server(clock, entropy);
            database.apply(&Expire { organization, member, context }).await?;
        }
        if (due.len() as u64) < FOUND {
            return Ok(());
        }
    }
}

/// Ends the change of a member, unless it was requested again or another server has ended it.
struct Expire {
    organization: OrganizationId,
    member: MemberId,
    context: AuditContext,
}

impl Change for Expire {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some(record) = MemberRecord::find(transaction, self.organization, self.member).await? else {
            return Ok(());
        };
        let is_current = PendingChange::find(transaction, record.id, self.context.at).await?.is_some();
        let query = Query::select()
            .column("email")
            .from("email_changes")
            .and_where(Expr::col("member_id").eq(id_bytes(record.id)))
            .take();
        let email = transaction.one::<(String,)>(&query).await?.map(|(email,)| email);
        if is_current || !super::end(transaction, record.id, Ended::Expired).await? {
            return Ok(());
        }
        listing::touch(transaction, record.organization, MEMBERS.name).await?;
        let details = json!({"changes": [{"field": "new_email", "after": email}]});
        record_event_by(transaction, None, &self.context, AuditAction::EmailChangeExpired, &record, details).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
