//! Sealing the secrets of authenticator apps that were stored before, or with another key.

use api_types::AccountId;
use sea_query::{Expr, ExprTrait, Order, Query, Value};

use crate::store::{
    Change, Database, StoreError, Transaction,
    columns::{id_bytes, read_id},
};

/// Accounts in one transaction.
const AT_ONCE: u64 = 500;

/// Seals a secret of an account.
pub type Seal<'a> = &'a (dyn Fn(AccountId, &str) -> Option<String> + Sync);

/// Seals the secrets in one column again, some at a time.
pub struct MoveSecrets<'a> {
    /// Where the secrets are.
    from: &'static str,
    /// What becomes of one; `None`: it stays.
    seal: Seal<'a>,
    after: Vec<u8>,
}

impl<'a> MoveSecrets<'a> {
    /// Seals the secrets that an earlier version has stored as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plain(database: &Database, seal: Seal<'a>) -> Result<(), StoreError> {
        Self { from: "totp_secret", seal, after: Vec::new() }.run(database).await
    }

    /// Seals the secrets with another key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sealed(database: &Database, seal: Seal<'a>) -> Result<(), StoreError> {
        Self { from: "totp_sealed", seal, after: Vec::new() }.run(database).await
    }

    async fn run(mut self, database: &Database) -> Result<(), StoreError> {
        while let Some(last) = database.apply(&self).await? {
            self.after = last;
        }
        Ok(())
    }
}

impl Change for MoveSecrets<'_> {
    /// The last account that was looked at; `None` at the end.
    type Output = Option<Vec<u8>>;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Option<Vec<u8>>, StoreError> {
        let query = Query::select()
            .column("id")
            .column(self.from)
            .from("accounts")
            .and_where(Expr::col(self.from).is_not_null())
            .and_where(Expr::col("id").gt(self.after.clone()))
            .order_by("id", Order::Asc)
            .limit(AT_ONCE)
            .take();
        let rows: Vec<(Vec<u8>, String)> = transaction.all(&query).await?;
        for (id, secret) in &rows {
            let account = read_id(id)?;
            let Some(sealed) = (self.seal)(account, secret) else { continue };
            let update = Query::update()
                .table("accounts")
                .value("totp_sealed", sealed)
                .value("totp_secret", Value::String(None))
                .and_where(Expr::col("id").eq(id_bytes(account)))
                .take();
            transaction.execute(&update).await?;
        }
        Ok(rows.into_iter().last().map(|(id, _)| id))
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
