//! Deletes expired invitation data.

use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{Change, Database, StoreError, Transaction, columns::moment};

/// How long it is known who had an invitation that was withdrawn: to undo it, and for those who ask for another.
const WITHDRAWN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a request can be sent again under its key.
const REPEAT: SignedDuration = SignedDuration::from_hours(48);
/// How long a dead link can say why it is dead.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Forgets withdrawn invitations, answers to requests and dead links that are old enough.
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
        let old = [
            ("withdrawn_invitations", "withdrawn_at", WITHDRAWN),
            ("idempotency_keys", "created_at", REPEAT),
            ("invitation_tokens", "ended_at", REMEMBERED),
        ];
        for (table, column, retention) in old {
            let until = self.now.checked_sub(retention).unwrap_or(Timestamp::MIN);
            let delete = Query::delete().from_table(table).and_where(Expr::col(column).lte(moment(until))).take();
            transaction.execute(&delete).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
