//! Deletes what is kept for a while only.

use api_types::{CONTACT_RESTORE_DAYS, JOB_DAYS};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use super::{Change, Database, StoreError, Transaction, columns::moment};

/// Table, the column with the time from which its rows are kept, and for how many days. Links that no longer work can
/// say why for so long.
const KEPT: [(&str, &str, i64); 10] = [
    ("idempotency_keys", "created_at", 2),
    ("deleted_contacts", "deleted_at", CONTACT_RESTORE_DAYS),
    ("invitation_tokens", "ended_at", 180),
    ("password_reset_tokens", "expires_at", 30),
    ("email_changes", "expires_at", 30),
    ("account_email_changes", "expires_at", 30),
    ("passkey_challenges", "expires_at", 1),
    ("limits", "full_at", 1),
    ("known_browsers", "used_at", 400),
    ("jobs", "created_at", JOB_DAYS as i64),
];

/// Deletes what is old enough. Any number of servers may do this at once.
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
        for (table, column, days) in KEPT {
            let until = self.now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN);
            let delete = Query::delete().from_table(table).and_where(Expr::col(column).lte(moment(until))).take();
            transaction.execute(&delete).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
