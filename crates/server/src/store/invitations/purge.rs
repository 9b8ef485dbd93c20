//! Deletes what is kept for a while only.

use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{Change, Database, StoreError, Transaction, columns::moment};

/// How long a request can be repeated with its idempotency key.
const REPEATABLE: SignedDuration = SignedDuration::from_hours(48);
/// How long a link that no longer works can say why.
const EXPLAINED: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Deletes idempotency keys and links that are old enough. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn purge(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    database.apply(&Purge { now }).await
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
            let until = moment(self.now.checked_sub(kept).unwrap_or(Timestamp::MIN));
            let delete = Query::delete().from_table(table).and_where(Expr::col(column).lte(until)).take();
            transaction.execute(&delete).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
