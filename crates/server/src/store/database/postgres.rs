//! Connections to a PostgreSQL server.

use std::{
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection as _, PgPool, Transaction,
    pool::PoolConnectionMetadata,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::{PATIENCE, without_password};
use crate::store::{
    DatabaseError, DriverError, StoreError,
    statement::{Sink, Statement, Wanted},
};

/// Connections for queries.
pub(super) const READERS: u32 = 16;
/// These, and the one that hears of changes.
pub(super) const CONNECTIONS: u32 = READERS + 1;

/// A connection that was used so shortly ago is used again without a test, which takes as long as a small statement.
const FRESH: Duration = Duration::from_secs(1);

/// A PostgreSQL server; clones share its connections.
#[derive(Debug, Clone)]
pub(super) struct Postgres {
    pool: PgPool,
    losses: Losses,
}

impl Postgres {
    /// Connects to `postgres://…`.
    pub(super) async fn connect(url: &str) -> Result<Self, DatabaseError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| DatabaseError::Address(without_password(url)))?
            .application_name("roster")
            .disable_statement_logging();
        let losses = Losses::default();
        let seen = losses.clone();
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(move |connection, kept| {
                let is_tested = seen.leave_in_doubt(&kept);
                Box::pin(async move {
                    if is_tested {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await
            .map_err(|error| DatabaseError::Unreachable(error.into()))?;
        Ok(Self { pool, losses })
    }

    /// Its connections, for what is not done again.
    pub(super) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Reads rows.
    pub(super) async fn select(
        &self,
        statement: &Statement,
        wanted: Wanted,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        match statement.select_on_postgres(&self.pool, wanted, sink).await {
            Err(error) if self.losses.note(&error) => statement.select_on_postgres(&self.pool, wanted, sink).await,
            result => result,
        }
    }

    /// Begins a transaction.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, sqlx::Postgres>, StoreError> {
        match self.try_to_begin().await {
            Err(error) if self.losses.note(&error) => self.try_to_begin().await,
            result => result,
        }
    }

    async fn try_to_begin(&self) -> Result<Transaction<'static, sqlx::Postgres>, StoreError> {
        Ok(self.pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await?)
    }

    /// Changes what the database is made of: indexes, statistics.
    pub(super) async fn define(&self, sql: &str) -> Result<(), StoreError> {
        Ok(sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&self.pool).await.map(|_| ())?)
    }
}

/// When a connection was last found to be lost. Those that nobody used at that time may be lost too.
#[derive(Debug, Clone, Default)]
struct Losses(Arc<Mutex<Option<Instant>>>);

impl Losses {
    /// Notes whether the connection of this error is lost. Then what it was asked can be asked again.
    fn note(&self, error: &StoreError) -> bool {
        let is_loss = is_loss(error);
        if is_loss {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        is_loss
    }

    /// Whether a connection has to be tested before it is used.
    fn leave_in_doubt(&self, kept: &PoolConnectionMetadata) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.idle_for >= FRESH || last.is_some_and(|last| kept.idle_for >= last.elapsed())
    }
}

/// Whether the connection is gone, not only the statement: broken, or ended by the server.
fn is_loss(error: &StoreError) -> bool {
    match error {
        StoreError::Unavailable(DriverError::Postgres(sqlx::Error::Io(_))) => true,
        StoreError::Unavailable(DriverError::Postgres(sqlx::Error::Database(error))) => {
            error.code().is_some_and(|code| code.starts_with("57P0"))
        }
        _ => false,
    }
}
