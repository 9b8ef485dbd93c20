//! Counts waiting mails and deletes finished ones.

use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{Change, Database, StoreError, Transaction, columns::moment, sql};

/// How many mails wait or are under way.
///
/// # Errors
/// When the database fails.
pub async fn waiting(database: &Database) -> Result<u64, StoreError> {
    let query = Query::select().from("mails").and_where(Expr::cust("state < 2")).take();
    let (count,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
    Ok(count.unsigned_abs())
}

/// Whether a mail is due.
///
/// # Errors
/// When the database fails.
pub async fn is_due(database: &Database, now: Timestamp) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("attempts")
        .from("mails")
        .and_where(Expr::cust("state < 2"))
        .and_where(Expr::col("due_at").lte(moment(now)))
        .limit(1)
        .take();
    Ok(database.one::<(i64,)>(&query).await?.is_some())
}

/// Forgets mails that were done with before a moment, and with them the addresses that they went to.
#[derive(Debug, Clone, Copy)]
pub struct Purge {
    pub before: Timestamp,
}

impl Change for Purge {
    /// How many.
    type Output = u64;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        let delete = Query::delete()
            .from_table("mails")
            .and_where(Expr::cust("state >= 2"))
            .and_where(Expr::col("created_at").lt(moment(self.before)))
            .take();
        transaction.execute(&delete).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
