//! Connections to a SQLite file.

use std::str::FromStr;

use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Engine, PATIENCE, permissions};
use crate::store::DatabaseError;

/// Rows of one query that wait for whoever asked.
const ROWS: usize = 1_100;

/// The oldest SQLite that does not lose writes, as SQLite counts versions.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Opens the file, which only this user can read if it is new.
pub(super) async fn connect(url: &str) -> Result<Engine, DatabaseError> {
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
        // As many rows as an answer has: else the connection's thread waits for the reader in the middle of them.
        .row_buffer_size(ROWS)
        .disable_statement_logging();
    permissions::create_private(options.get_filename()).map_err(|error| DatabaseError::Unreachable(error.into()))?;
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .after_release(|connection, _| Box::pin(has_ended_its_transaction(connection)))
        .connect_with(options.clone())
        .await
        .map_err(DatabaseError::Unreachable)?;
    require_recent_sqlite(&writer).await?;
    permissions::warn_if_shared(options.get_filename());
    let readers = std::thread::available_parallelism().map_or(4, |cores| 2 * cores.get() as u32).max(4);
    let readers = SqlitePoolOptions::new()
        .max_connections(readers)
        .acquire_timeout(PATIENCE)
        // A file does not go away between two queries: asking first would double the way to the connection's thread.
        .test_before_acquire(false)
        .connect_lazy_with(options.pragma("query_only", "ON"));
    Ok(Engine::Sqlite { writer, readers })
}

/// Whether a connection that comes back has ended its transaction; otherwise it is closed and a new one is opened.
///
/// SQLite rolls a transaction back by itself when the disk is full or fails. The ROLLBACK that follows then fails, and
/// sqlx goes on counting an open transaction: this connection would never begin another one.
async fn has_ended_its_transaction(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // The ROLLBACK of a dropped transaction may still wait for the connection's thread; the ping waits behind it.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

async fn require_recent_sqlite(pool: &SqlitePool) -> Result<(), DatabaseError> {
    let version: String =
        sqlx::query_scalar("SELECT sqlite_version()").fetch_one(pool).await.map_err(DatabaseError::Unreachable)?;
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE { Err(DatabaseError::SqliteIsOld(version)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;
    use tempfile::TempDir;

    use super::*;
    use crate::store::{Change, Database, StoreError, Transaction, sql};

    /// Writes a megabyte.
    struct Fill;

    impl Change for Fill {
        type Output = ();
        type Error = StoreError;

        async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
            let row = [("name", "filler".into()), ("value", vec![1_u8; 1_000_000].into())];
            transaction.execute(&sql::insert("server_keys", row)?).await.map(|_| ())
        }

        fn is_collision(&self, _: &StoreError) -> bool {
            false
        }
    }

    /// A new database with its tables.
    async fn migrated() -> (TempDir, Database) {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
        database.migrate().await.unwrap();
        (folder, database)
    }

    #[tokio::test]
    async fn d3_sqlite_writes_ahead_and_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        let Engine::Sqlite { writer, readers } = Database::connect(&url).await.unwrap().engine else { panic!("{url}") };
        for (pragma, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
            let sql = format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}");
            let value: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&writer).await.unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
        let refused = sqlx::query("CREATE TABLE t (a)").execute(&readers).await;
        assert!(refused.unwrap_err().to_string().contains("readonly"));
    }

    #[tokio::test]
    async fn d4_a_change_has_the_write_lock_before_it_reads() {
        let (folder, database) = migrated().await;
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        let options = SqliteConnectOptions::from_str(&url).unwrap().busy_timeout(std::time::Duration::ZERO);
        let mut other = options.connect().await.unwrap();
        let mut begin = async || sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.map_err(StoreError::from);
        let change = database.begin().await.unwrap();
        let refused = begin().await;
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        change.commit().await.unwrap();
        begin().await.unwrap();
    }

    #[tokio::test]
    async fn a_database_in_memory_is_refused() {
        assert!(matches!(Database::connect("sqlite::memory:").await, Err(DatabaseError::Unreachable(_))));
    }

    #[tokio::test]
    async fn d7_x1_a_connection_that_the_full_disk_broke_is_not_used_again() {
        let (_folder, database) = migrated().await;
        let Engine::Sqlite { writer, .. } = &database.engine else { panic!("not SQLite") };
        // Only this connection is kept from growing the file: whoever comes after it has room.
        let pages: i64 =
            sqlx::query_scalar("SELECT page_count FROM pragma_page_count").fetch_one(writer).await.unwrap();
        database.define(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
        let fill = database.apply(&Fill).await;
        assert!(matches!(fill, Err(StoreError::Unavailable(_))), "{fill:?}");
        database.probe().await.unwrap();
        database.apply(&Fill).await.unwrap();
    }

    #[tokio::test]
    async fn x1_a_transaction_that_was_only_given_up_keeps_its_connection() {
        let (_folder, database) = migrated().await;
        // A setting of this connection alone tells whether it is still the same.
        database.define("PRAGMA cache_size = 1234").await.unwrap();
        drop(database.begin().await.unwrap());
        database.probe().await.unwrap();
        let Engine::Sqlite { writer, .. } = &database.engine else { panic!("not SQLite") };
        let size: i64 = sqlx::query_scalar("SELECT cache_size FROM pragma_cache_size").fetch_one(writer).await.unwrap();
        assert_eq!(size, 1234);
    }
}
