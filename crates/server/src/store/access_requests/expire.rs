//! Requests that nobody answers in time.

use api_types::{AccessRequestId, AccessRequestState, OrganizationId};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{AccessRequestError, end, expired_before, find, state_place};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::read_id,
    },
};

/// So many are found at once.
const FOUND: u64 = 500;

/// Lets every request expire that has waited too long; says how many. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn expire(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<u64, StoreError> {
    let mut expired = 0;
    loop {
        let query = Query::select()
            .columns(["organization_id", "id"])
            .from("access_requests")
            // As the index has it.
            .and_where(Expr::cust("state = 0"))
            .and_where(Expr::col("state").eq(state_place(AccessRequestState::Pending)))
            .and_where(Expr::col("asked_at").lte(expired_before(clock.now())))
            .order_by("asked_at", Order::Asc)
            .limit(FOUND)
            .take();
        let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
        for (organization, request) in &due {
            let context = AuditContext::of_server(clock, entropy);
            let change = Expire { organization: read_id(organization)?, request: read_id(request)?, context };
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
    request: AccessRequestId,
    context: AuditContext,
}

impl Change for Expire {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let row = match find(transaction, self.organization, self.request).await {
            Ok(row) => row,
            Err(AccessRequestError::Store(error)) => return Err(error),
            Err(_) => return Ok(false),
        };
        if !end::expire_request(transaction, self.organization, self.request, self.context.at).await? {
            return Ok(false);
        }
        let event = Event {
            action: AuditAction::AccessRequestExpired,
            organization: Some(self.organization),
            account: None,
            subject: Some(row.member()?.as_u128()),
            details: row.details()?,
        };
        audit::record(transaction, &self.context, event).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
