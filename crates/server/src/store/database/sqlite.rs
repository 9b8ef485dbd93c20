//! Connections to a SQLite file. A statement runs where it is called: the way to another thread and back takes longer
//! than most statements (decision 18).

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};
use sqlx::migrate::Migrator;
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{OwnedMappedMutexGuard, OwnedMutexGuard, Semaphore},
    time::{sleep, timeout},
};

use super::{PATIENCE, migrate, permissions};
use crate::store::{
    DatabaseError, DriverError, StoreError,
    statement::{Sink, Statement, Wanted},
};

/// The oldest SQLite that does not lose writes: 3.51.3.
const OLDEST_SQLITE: i32 = 3_051_003;
/// Compiled statements that a connection keeps.
const STATEMENTS: usize = 200;
/// Before another try to write, while another process does.
const PAUSE: Duration = Duration::from_millis(5);
/// How long a statement may read. After that, nobody waits for the response any more.
const LONGEST: Duration = Duration::from_secs(30);
/// Steps of SQLite's machine between two looks at the clock; about a millisecond.
const STEPS: i32 = 100_000;

/// A SQLite file. SQLite takes one writer at a time: with one connection that writes, writers queue here instead of
/// failing there.
#[derive(Debug, Clone)]
pub(super) struct Sqlite {
    writer: Arc<tokio::sync::Mutex<Option<Connection>>>,
    readers: Arc<Readers>,
}

/// Connections that only read. They are opened when they are needed.
#[derive(Debug)]
struct Readers {
    address: Address,
    /// Those that nobody uses; the one used last, whose cache is warm, is used next.
    idle: Mutex<Vec<Connection>>,
    /// One for each that can be in use.
    permits: Semaphore,
    most: u32,
}

/// The connection that writes, in a transaction. Dropped, it takes the transaction back.
#[derive(Debug)]
pub(super) struct Writing(Writer);

type Writer = OwnedMappedMutexGuard<Option<Connection>, Connection>;

/// A SQLite file.
#[derive(Debug, Clone)]
pub(super) struct Address {
    pub file: PathBuf,
    /// What SQLite opens: the file or, with options, its URI.
    name: PathBuf,
}

impl Address {
    /// Reads `sqlite:path/to/file.db`, with the options of SQLite's own URIs behind a question mark.
    pub(super) fn read(url: &str) -> Result<Self, DatabaseError> {
        let unreadable = || DatabaseError::Address(url.to_owned());
        let path = url.strip_prefix("sqlite:").ok_or_else(unreadable)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        let (path, options) = path.split_once('?').unwrap_or((path, ""));
        let path = percent_decode_str(path).decode_utf8().map_err(|_| unreadable())?;
        if path == ":memory:" || options.contains("mode=memory") {
            return Err(DatabaseError::Unreachable(DriverError::InMemory));
        }
        let file = PathBuf::from(&*path);
        let name = match options {
            "" => file.clone(),
            options => format!("file:{}?{options}", utf8_percent_encode(&path, NON_ALPHANUMERIC)).into(),
        };
        if path.is_empty() { Err(unreadable()) } else { Ok(Self { file, name }) }
    }

    /// Opens the file, which is there.
    pub(super) fn open(&self) -> Result<Connection, rusqlite::Error> {
        open(&self.name)
    }
}

/// Opens a file that is there.
pub(super) fn open(name: &Path) -> Result<Connection, rusqlite::Error> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if name.as_os_str().as_encoded_bytes().starts_with(b"file:") {
        // An option can ask for a new file: SQLite then wants the flag.
        flags |= OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(name, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A plan does not depend on bound values: SQLite would compile some statements again for each new value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    Ok(connection)
}

impl Sqlite {
    /// Opens the file, which only this user can read if it is new.
    pub(super) fn connect(url: &str) -> Result<Self, DatabaseError> {
        let address = Address::read(url)?;
        permissions::create_private(&address.file).map_err(|error| DatabaseError::Unreachable(error.into()))?;
        let writer = address.open().and_then(|writer| {
            writer.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
            // `execute_when_free` waits for other processes, because SQLite would block the thread.
            writer.busy_timeout(Duration::ZERO)?;
            Ok(writer)
        });
        let writer = writer.map_err(|error| DatabaseError::Unreachable(error.into()))?;
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(DatabaseError::SqliteIsOld(rusqlite::version().to_owned()));
        }
        permissions::warn_if_shared(&address.file);
        let most = std::thread::available_parallelism().map_or(4, |cores| 2 * cores.get() as u32).max(4);
        let permits = Semaphore::new(most as usize);
        let readers = Readers { address, idle: Mutex::default(), permits, most };
        Ok(Self { writer: Arc::new(tokio::sync::Mutex::new(Some(writer))), readers: Arc::new(readers) })
    }

    /// How many statements can read at once.
    pub(super) fn readers(&self) -> u32 {
        self.readers.most
    }

    /// Brings the tables up to date, as a whole. It only writes if migrations are missing.
    pub(super) async fn migrate(&self, migrator: &Migrator) -> Result<(), DatabaseError> {
        let writer = self.writer().await?;
        let is_due = in_place(|| migrate::is_due(&writer, migrator))?;
        drop(writer);
        if is_due {
            let writing = self.begin().await?;
            in_place(|| migrate::apply(&writing.0, migrator)).map_err(StoreError::from)?;
            writing.commit()?;
        }
        Ok(())
    }

    /// Reads rows.
    pub(super) async fn select(
        &self,
        statement: &Statement,
        wanted: Wanted,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        let permit = patiently(self.readers.permits.acquire()).await?;
        let _permit = permit.map_err(|_| StoreError::Unavailable(DriverError::Closed))?;
        in_place(|| {
            let connection = self.readers.take()?;
            let began = Instant::now();
            connection.progress_handler(STEPS, Some(move || began.elapsed() > LONGEST))?;
            let result = statement.select_on_sqlite(&connection, wanted, sink);
            self.readers.idle().push(connection);
            result
        })
    }

    /// Executes `sql` alone, outside of a transaction.
    pub(super) async fn define(&self, sql: &str) -> Result<(), StoreError> {
        execute_when_free(&mut self.writer().await?, sql).await
    }

    /// Takes the write lock at once, so that what is read in the transaction is still true when it is written.
    pub(super) async fn begin(&self) -> Result<Writing, StoreError> {
        let mut writer = self.writer().await?;
        execute_when_free(&mut writer, "BEGIN IMMEDIATE").await?;
        Ok(Writing(writer))
    }

    async fn writer(&self) -> Result<Writer, StoreError> {
        let writer = patiently(Arc::clone(&self.writer).lock_owned()).await?;
        OwnedMutexGuard::try_map(writer, Option::as_mut).map_err(|_| StoreError::Unavailable(DriverError::Closed))
    }

    /// Closes every connection, after what is under way.
    pub(super) async fn close(&self) {
        // Those that wait are refused when the permits are closed.
        let _all = self.readers.permits.acquire_many(self.readers.most).await;
        self.readers.permits.close();
        self.readers.idle().clear();
        self.writer.lock().await.take();
    }
}

impl Readers {
    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that nobody uses.
    fn take(&self) -> Result<Connection, StoreError> {
        if let Some(connection) = self.idle().pop() {
            return Ok(connection);
        }
        let connection = self.address.open()?;
        connection.execute_batch("PRAGMA query_only = ON")?;
        Ok(connection)
    }
}

impl Writing {
    /// Reads rows.
    pub(super) fn select(
        &mut self,
        statement: &Statement,
        wanted: Wanted,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        in_place(|| statement.select_on_sqlite(&self.0, wanted, sink))
    }

    /// Writes, and says how many rows were touched.
    pub(super) fn execute(&mut self, statement: &Statement) -> Result<u64, StoreError> {
        in_place(|| statement.execute_on_sqlite(&self.0))
    }

    /// Executes `sql`, which changes what the database is made of.
    pub(super) fn define(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(in_place(|| self.0.execute_batch(sql))?)
    }

    /// Commits.
    pub(super) fn commit(mut self) -> Result<(), StoreError> {
        self.define("COMMIT")
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // SQLite takes it back by itself when the disk is full or fails.
        if !self.0.is_autocommit()
            && let Err(error) = self.0.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be taken back");
        }
    }
}

/// Executes `sql`, which needs the write lock, as soon as no other process has it.
async fn execute_when_free(writer: &mut Writer, sql: &str) -> Result<(), StoreError> {
    let began = Instant::now();
    loop {
        match in_place(|| writer.execute_batch(sql)) {
            Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => sleep(PAUSE).await,
            result => return Ok(result?),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Waits for a connection, but not for ever.
async fn patiently<F: Future>(connection: F) -> Result<F::Output, StoreError> {
    timeout(PATIENCE, connection).await.map_err(|_| StoreError::Unavailable(DriverError::AllInUse))
}

/// Works on this thread. Other tasks go on, on another one.
pub(super) fn in_place<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        // A test, which has nothing else to do.
        _ => work(),
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
    use tempfile::TempDir;

    use super::*;
    use crate::store::{Change, Database, Transaction, database::Engine, sql};

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

    fn sqlite(database: &Database) -> &Sqlite {
        let Engine::Sqlite(file) = &database.engine else { panic!("not SQLite") };
        file
    }

    /// What a setting of a connection is.
    fn pragma(connection: &Connection, name: &str) -> String {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
        connection.query_row(&sql, (), |row| row.get(0)).unwrap()
    }

    async fn begin(other: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        sqlx::query("BEGIN IMMEDIATE").execute(other).await.map(|_| ())
    }

    async fn other(folder: &TempDir) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(folder.path().join("a.db"));
        options.busy_timeout(Duration::ZERO).connect().await.unwrap()
    }

    #[tokio::test]
    async fn d3_sqlite_writes_ahead_and_waits_for_the_disk() {
        let (_folder, database) = migrated().await;
        let writer = sqlite(&database).writer().await.unwrap();
        for (name, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
            assert_eq!(pragma(&writer, name), expected, "{name}");
        }
        let reader = sqlite(&database).readers.take().unwrap();
        assert_eq!(pragma(&reader, "foreign_keys"), "1");
        let refused = reader.execute_batch("CREATE TABLE t (a)");
        assert!(refused.unwrap_err().to_string().contains("readonly"));
    }

    #[tokio::test]
    async fn d4_a_change_has_the_write_lock_before_it_reads() {
        let (folder, database) = migrated().await;
        let mut other = other(&folder).await;
        let change = database.begin().await.unwrap();
        let refused = begin(&mut other).await;
        assert!(refused.unwrap_err().to_string().contains("locked"));
        change.commit(&database.changes).await.unwrap();
        begin(&mut other).await.unwrap();
    }

    #[tokio::test]
    async fn a_change_waits_for_another_process_and_blocks_nobody() {
        let (folder, database) = migrated().await;
        let mut other = other(&folder).await;
        begin(&mut other).await.unwrap();
        let ends = async {
            sleep(PAUSE).await;
            sqlx::query("COMMIT").execute(&mut other).await.unwrap();
        };
        let (probed, ()) = tokio::join!(database.probe(), ends);
        probed.unwrap();
    }

    #[tokio::test]
    async fn a_database_in_memory_is_refused() {
        for url in ["sqlite::memory:", "sqlite://a.db?mode=memory"] {
            assert!(matches!(Database::connect(url).await, Err(DatabaseError::Unreachable(DriverError::InMemory))));
        }
    }

    #[test]
    fn the_file_is_what_follows_the_scheme() {
        for (url, name) in [
            ("sqlite:a%20b.db", "a b.db"),
            ("sqlite://a b.db", "a b.db"),
            ("sqlite:a b.db?mode=ro&immutable=1", "file:a%20b%2Edb?mode=ro&immutable=1"),
        ] {
            let address = Address::read(url).unwrap();
            assert_eq!((&*address.file, &*address.name), (Path::new("a b.db"), Path::new(name)), "{url}");
        }
        for url in ["sqlite:", "sqlite://", "sqlite://?mode=ro"] {
            assert!(matches!(Address::read(url), Err(DatabaseError::Address(_))), "{url}");
        }
    }

    #[tokio::test]
    async fn d7_x1_a_full_disk_ends_the_change_and_the_next_one_begins() {
        let (_folder, database) = migrated().await;
        let pages = pragma(&sqlite(&database).writer().await.unwrap(), "page_count");
        database.define(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
        let fill = database.apply(&Fill).await;
        assert!(matches!(fill, Err(StoreError::Unavailable(_))), "{fill:?}");
        database.probe().await.unwrap();
        database.define("PRAGMA max_page_count = 1000000").await.unwrap();
        database.apply(&Fill).await.unwrap();
    }

    #[tokio::test]
    async fn x1_a_transaction_that_was_given_up_is_taken_back() {
        let (_folder, database) = migrated().await;
        let mut transaction = database.begin().await.unwrap();
        Fill.apply(&mut transaction).await.unwrap();
        drop(transaction);
        database.apply(&Fill).await.unwrap();
    }

    #[tokio::test]
    async fn a_statement_that_never_ends_is_stopped() {
        let (_folder, database) = migrated().await;
        let reader = sqlite(&database).readers.take().unwrap();
        reader.progress_handler(STEPS, Some(|| true)).unwrap();
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
        let stopped = reader.query_row(endless, (), |_| Ok(())).map_err(StoreError::from);
        assert!(matches!(stopped, Err(StoreError::Unavailable(_))), "{stopped:?}");
    }

    #[tokio::test]
    async fn nothing_is_read_or_written_once_it_is_closed() {
        let (_folder, database) = migrated().await;
        database.close().await;
        assert!(matches!(database.probe().await, Err(StoreError::Unavailable(_))));
    }
}
