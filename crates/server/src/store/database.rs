//! One interface to both engines: connect, read, write in a transaction.

use std::{str::FromStr, time::Duration};

use sea_query_sqlx::SqlxBinder;
use sqlx::{
    AssertSqlSafe, ConnectOptions, PgPool, Postgres, Sqlite, SqlitePool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    Change, DatabaseError, StoreError,
    statement::{Record, Rows, Statement, Wanted},
};

static SQLITE_MIGRATIONS: Migrator = sqlx_macros::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx_macros::migrate!("migrations/postgres");

/// How long a request waits for a connection, and SQLite for another process's lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a transaction that lost to another is tried again.
const ATTEMPTS: u32 = 10;
/// How long the first of these waits; the second twice as long, and so on.
const PAUSE: Duration = Duration::from_millis(3);

/// Rows of one query that wait for whoever asked.
const ROWS: usize = 1_100;

/// The oldest SQLite that does not lose writes, as SQLite counts versions.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// The database; clones share its connections.
#[derive(Debug, Clone)]
pub struct Database(Engine);

#[derive(Debug, Clone)]
enum Engine {
    /// SQLite takes one writer at a time: a pool of one lets writers queue here instead of failing there.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction; dropped without [`Transaction::commit`], nothing of it has happened.
#[derive(Debug)]
pub struct Transaction(Open);

#[derive(Debug)]
enum Open {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Database {
    /// Connects to `sqlite:path/to/file.db` (created when absent) or `postgres://…`.
    ///
    /// # Errors
    /// When the address cannot be read, nobody answers there, or the SQLite is too old.
    pub async fn connect(url: &str) -> Result<Self, DatabaseError> {
        let engine = match url.split(':').next() {
            Some("sqlite") => connect_sqlite(url).await?,
            Some("postgres" | "postgresql") => connect_postgres(url).await?,
            _ => return Err(DatabaseError::Address(without_password(url))),
        };
        Ok(Self(engine))
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// [`DatabaseError::DatabaseIsNewer`] when a later version of Roster has been here.
    pub async fn migrate(&self) -> Result<(), DatabaseError> {
        match &self.0 {
            Engine::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await?,
            Engine::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(super::members::Indexes::create(self).await?)
    }

    /// Asks for an answer, any answer.
    ///
    /// # Errors
    /// When there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut select = sea_query::Query::select();
        let answer: Option<(i64,)> = self.one(select.expr(sea_query::Expr::cust("CAST(1 AS BIGINT)"))).await?;
        answer.map(|_| ()).ok_or(StoreError::Unreadable("answer"))
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) {
        match &self.0 {
            Engine::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }

    /// Whether this is SQLite.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.0, Engine::Sqlite { .. })
    }

    /// Changes what the database is made of: indexes, statistics.
    pub(super) async fn define(&self, sql: &str) -> Result<(), StoreError> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.0 {
            Engine::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|_| ())?,
            Engine::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|_| ())?,
        }
        Ok(())
    }

    /// The first row, if there is one.
    pub(super) async fn one<T: Record>(&self, query: &impl SqlxBinder) -> Result<Option<T>, StoreError> {
        Ok(self.select(Statement::new(query, self.is_sqlite()), Wanted::First).await?.read()?.pop())
    }

    /// Every row.
    pub(super) async fn all<T: Record>(&self, query: &impl SqlxBinder) -> Result<Vec<T>, StoreError> {
        self.select(Statement::new(query, self.is_sqlite()), Wanted::All).await?.read()
    }

    async fn select(&self, statement: Statement, wanted: Wanted) -> Result<Rows, StoreError> {
        Ok(match &self.0 {
            Engine::Sqlite { readers, .. } => Rows::Sqlite(statement.rows(wanted, readers).await?),
            Engine::Postgres(pool) => Rows::Postgres(statement.rows(wanted, pool).await?),
        })
    }

    /// Applies a change as a whole, and again as a whole when another one collided with it.
    ///
    /// # Errors
    /// The change's own; of the database's, only those that trying again does not mend.
    pub async fn apply<C: Change>(&self, change: &C) -> Result<C::Output, C::Error> {
        let mut attempt = 1;
        loop {
            let result = self.attempt(change).await;
            match result {
                Err(error) if attempt < ATTEMPTS && change.is_collision(&error) => {
                    tokio::time::sleep(PAUSE * attempt).await;
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    async fn attempt<C: Change>(&self, change: &C) -> Result<C::Output, C::Error> {
        let mut transaction = self.begin().await?;
        let output = change.apply(&mut transaction).await?;
        transaction.commit().await?;
        Ok(output)
    }

    /// SQLite takes its write lock at once, so that what is read in here is still true when it is written;
    /// PostgreSQL checks the same at the end.
    async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(Transaction(match &self.0 {
            Engine::Sqlite { writer, .. } => Open::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Engine::Postgres(pool) => Open::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await?),
        }))
    }
}

impl Transaction {
    /// The first row, if there is one.
    pub(super) async fn one<T: Record>(&mut self, query: &impl SqlxBinder) -> Result<Option<T>, StoreError> {
        Ok(self.select(Statement::new(query, self.is_sqlite()), Wanted::First).await?.read()?.pop())
    }

    /// Every row.
    pub(super) async fn all<T: Record>(&mut self, query: &impl SqlxBinder) -> Result<Vec<T>, StoreError> {
        self.select(Statement::new(query, self.is_sqlite()), Wanted::All).await?.read()
    }

    /// Executes a statement and says how many rows it touched.
    pub(super) async fn execute(&mut self, statement: &impl SqlxBinder) -> Result<u64, StoreError> {
        self.write(Statement::new(statement, self.is_sqlite())).await
    }

    fn is_sqlite(&self) -> bool {
        matches!(self.0, Open::Sqlite(_))
    }

    async fn select(&mut self, statement: Statement, wanted: Wanted) -> Result<Rows, StoreError> {
        Ok(match &mut self.0 {
            Open::Sqlite(open) => Rows::Sqlite(statement.rows(wanted, &mut **open).await?),
            Open::Postgres(open) => Rows::Postgres(statement.rows(wanted, &mut **open).await?),
        })
    }

    async fn write(&mut self, statement: Statement) -> Result<u64, StoreError> {
        Ok(match &mut self.0 {
            Open::Sqlite(open) => statement.query().execute(&mut **open).await?.rows_affected(),
            Open::Postgres(open) => statement.query().execute(&mut **open).await?.rows_affected(),
        })
    }

    async fn commit(self) -> Result<(), StoreError> {
        match self.0 {
            Open::Sqlite(open) => open.commit().await?,
            Open::Postgres(open) => open.commit().await?,
        }
        Ok(())
    }
}

async fn connect_sqlite(url: &str) -> Result<Engine, DatabaseError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        let reason = "a database in memory is a new one for each connection; name a file";
        return Err(DatabaseError::Unreachable(sqlx::Error::Configuration(reason.into())));
    }
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|_| DatabaseError::Address(url.to_owned()))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .optimize_on_close(true, None)
        // As many rows as an answer has: else the connection's thread waits for the reader in the middle of them.
        .row_buffer_size(ROWS)
        .disable_statement_logging();
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(options.clone())
        .await
        .map_err(DatabaseError::Unreachable)?;
    require_recent_sqlite(&writer).await?;
    let readers = std::thread::available_parallelism().map_or(4, |cores| 2 * cores.get() as u32).max(4);
    let readers = SqlitePoolOptions::new()
        .max_connections(readers)
        .acquire_timeout(PATIENCE)
        // A file does not go away between two queries: asking first would double the way to the connection's thread.
        .test_before_acquire(false)
        .connect_lazy_with(options.pragma("query_only", "ON"));
    Ok(Engine::Sqlite { writer, readers })
}

async fn require_recent_sqlite(pool: &SqlitePool) -> Result<(), DatabaseError> {
    let version: String =
        sqlx::query_scalar("SELECT sqlite_version()").fetch_one(pool).await.map_err(DatabaseError::Unreachable)?;
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE { Err(DatabaseError::SqliteIsOld(version)) } else { Ok(()) }
}

async fn connect_postgres(url: &str) -> Result<Engine, DatabaseError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| DatabaseError::Address(without_password(url)))?
        .application_name("roster")
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await
        .map_err(DatabaseError::Unreachable)?;
    Ok(Engine::Postgres(pool))
}

/// An address as it may be shown: nothing of what stands before an `@`.
fn without_password(url: &str) -> String {
    match url.rsplit_once('@') {
        Some((before, after)) => format!("{}://…@{after}", before.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        assert_eq!(without_password("mysql://me:p@ss@host/db"), "mysql://…@host/db");
        assert_eq!(without_password("file.db"), "file.db");
    }

    #[tokio::test]
    async fn d3_sqlite_writes_ahead_and_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        let Engine::Sqlite { writer, readers } = Database::connect(&url).await.unwrap().0 else { panic!("{url}") };
        for (pragma, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
            let sql = format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}");
            let value: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&writer).await.unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
        let refused = sqlx::query("CREATE TABLE t (a)").execute(&readers).await;
        assert!(refused.unwrap_err().to_string().contains("readonly"));
    }

    #[tokio::test]
    async fn a_database_in_memory_is_refused() {
        assert!(matches!(Database::connect("sqlite::memory:").await, Err(DatabaseError::Unreachable(_))));
    }

    #[tokio::test]
    async fn an_address_of_another_kind_is_refused() {
        assert!(matches!(Database::connect("mysql://host/db").await, Err(DatabaseError::Address(_))));
    }
}
