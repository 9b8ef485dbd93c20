//! Deletes changes that ended long ago.

use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{Change, Database, StoreError, Transaction, columns::moment};

/// How long a link that no longer works can say why.
const EXPLAINED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Deletes changes that ended long ago. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn purge(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    database.apply(&Purge { before: now.checked_sub(EXPLAINED).unwrap_or(Timestamp::MIN) }).await
}

struct Purge {
    before: Timestamp,
}

impl Change for Purge {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let delete = Query::delete()
            .from_table("email_changes")
            .and_where(Expr::col("expires_at").lte(moment(self.before)))
            .take();
        transaction.execute(&delete).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
