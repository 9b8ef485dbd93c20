//! Secrets of the server itself, the same for every process that shares the database.

use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};

use super::{Change, Database, StoreError, Transaction, sql};

/// The 32 bytes kept under `name`; `new` becomes them when there are none yet.
///
/// # Errors
/// When the database fails.
pub async fn load_or_create(database: &Database, name: &'static str, new: [u8; 32]) -> Result<[u8; 32], StoreError> {
    database.apply(&LoadOrCreate { name, new }).await
}

/// The 32 bytes kept under `name`, if there are any.
///
/// # Errors
/// When the database fails.
pub async fn find(database: &Database, name: &'static str) -> Result<Option<[u8; 32]>, StoreError> {
    let key: Option<(Vec<u8>,)> = database.one(&kept(name)).await?;
    key.map(|(key,)| key.try_into().map_err(|_| StoreError::Unreadable("server key"))).transpose()
}

/// Deletes what is kept under `name`.
///
/// # Errors
/// When the database fails.
pub async fn forget(database: &Database, name: &'static str) -> Result<(), StoreError> {
    database.apply(&Forget { name }).await
}

fn kept(name: &'static str) -> SelectStatement {
    Query::select().column("value").from("server_keys").and_where(Expr::col("name").eq(name)).take()
}

struct Forget {
    name: &'static str,
}

impl Change for Forget {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let delete = Query::delete().from_table("server_keys").and_where(Expr::col("name").eq(self.name)).take();
        transaction.execute(&delete).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

struct LoadOrCreate {
    name: &'static str,
    new: [u8; 32],
}

impl Change for LoadOrCreate {
    type Output = [u8; 32];
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<[u8; 32], StoreError> {
        let mut insert = sql::insert("server_keys", [("name", self.name.into()), ("value", self.new.to_vec().into())])?;
        insert.on_conflict(OnConflict::column("name").do_nothing().to_owned());
        transaction.execute(&insert).await?;
        let (key,): (Vec<u8>,) = sql::always(transaction.one(&kept(self.name)).await?)?;
        key.try_into().map_err(|_| StoreError::Unreadable("server key"))
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// A row that is written again and again, to see whether anything can be.
pub(super) struct Probe;

impl Change for Probe {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        // Not updated: the same value again would write nothing.
        let delete = Query::delete().from_table("server_keys").and_where(Expr::col("name").eq("probe")).take();
        transaction.execute(&delete).await?;
        transaction
            .execute(&sql::insert("server_keys", [("name", "probe".into()), ("value", vec![0_u8].into())])?)
            .await?;
        Ok(())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        // Two servers that insert the row at once.
        error.is_collision() || matches!(error, StoreError::Taken(_))
    }
}
