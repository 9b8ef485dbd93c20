//! One interface to both engines: connect, read, write in a transaction.

pub(super) mod backup;
mod migrate;
mod permissions;
mod postgres;
mod sqlite;

use std::time::Duration;

use sea_query_sqlx::SqlxBinder;
use sqlx::migrate::Migrator;

use super::{
    Change, DatabaseError, StoreError,
    changes::{self, Changes, Noted, Notice},
    keys,
    record::Record,
    statement::{Sink, Statement, Wanted},
};
use postgres::Postgres;
use sqlite::{Sqlite, Writing};

static SQLITE_MIGRATIONS: Migrator = sqlx_macros::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx_macros::migrate!("migrations/postgres");

/// How long a request waits for a connection, and a change on SQLite for another process's lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a transaction that lost to another is tried again.
const ATTEMPTS: u32 = 10;
/// How long the first of these waits; the second twice as long, and so on.
const PAUSE: Duration = Duration::from_millis(3);

/// The database; clones share its connections.
#[derive(Debug, Clone)]
pub struct Database {
    engine: Engine,
    changes: Changes,
}

#[derive(Debug, Clone)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// A transaction; dropped without [`Transaction::commit`], nothing of it has happened.
#[derive(Debug)]
pub struct Transaction {
    open: Open,
    noted: Noted,
}

#[derive(Debug)]
enum Open {
    Sqlite(Writing),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Database {
    /// Connects to `sqlite:path/to/file.db` (created when absent) or `postgres://…`.
    ///
    /// # Errors
    /// When the address cannot be read, nobody answers there, or the SQLite is too old.
    pub async fn connect(url: &str) -> Result<Self, DatabaseError> {
        let engine = match url.split(':').next() {
            Some("sqlite") => Engine::Sqlite(Sqlite::connect(url)?),
            Some("postgres" | "postgresql") => Engine::Postgres(Postgres::connect(url).await?),
            _ => return Err(DatabaseError::Address(without_password(url))),
        };
        Ok(Self { engine, changes: Changes::default() })
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// [`DatabaseError::DatabaseIsNewer`] when a later version of Roster has been here.
    pub async fn migrate(&self) -> Result<(), DatabaseError> {
        match &self.engine {
            Engine::Sqlite(file) => file.migrate(&SQLITE_MIGRATIONS).await?,
            Engine::Postgres(server) => POSTGRES_MIGRATIONS.run(server.pool()).await?,
        }
        Ok(super::listing::Indexes::create(self).await?)
    }

    /// Writes and commits something small, the way every change does.
    ///
    /// # Errors
    /// When changes cannot be written now: the disk is full or read-only, or the database does not answer.
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.apply(&keys::Probe).await
    }

    /// File descriptors that the database needs when all its connections are open.
    pub fn descriptors(&self) -> u64 {
        match &self.engine {
            // Each connection has the file, its log, and for a while a temporary file.
            Engine::Sqlite(file) => 3 * (1 + u64::from(file.readers())),
            Engine::Postgres(_) => postgres::CONNECTIONS.into(),
        }
    }

    /// How many queries can read at once.
    pub fn readers(&self) -> usize {
        match &self.engine {
            Engine::Sqlite(file) => file.readers() as usize,
            Engine::Postgres(_) => postgres::READERS as usize,
        }
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(file) => file.close().await,
            Engine::Postgres(server) => server.pool().close().await,
        }
    }

    /// Whether this is SQLite.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// Changes what the database is made of: indexes, statistics.
    pub(super) async fn define(&self, sql: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(file) => file.define(sql).await,
            Engine::Postgres(server) => server.define(sql).await,
        }
    }

    /// The first row, if there is one.
    pub(super) async fn one<T: Record>(&self, query: &impl SqlxBinder) -> Result<Option<T>, StoreError> {
        let mut rows = Vec::new();
        self.select(Statement::new(query, self.is_sqlite()), Wanted::First, &mut rows).await?;
        Ok(rows.pop())
    }

    /// Every row.
    pub(super) async fn all<T: Record>(&self, query: &impl SqlxBinder) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.select(Statement::new(query, self.is_sqlite()), Wanted::All, &mut rows).await?;
        Ok(rows)
    }

    async fn select(&self, statement: Statement, wanted: Wanted, sink: &mut dyn Sink) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(file) => file.select(&statement, wanted, sink).await,
            Engine::Postgres(server) => server.select(&statement, wanted, sink).await,
        }
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
        transaction.commit(&self.changes).await?;
        Ok(output)
    }

    /// What changes in this database, for streams.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Waits until this process hears of all changes, those by other processes too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hear_changes(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(server) => Ok(changes::hear(server.pool(), &self.changes, PATIENCE).await?),
        }
    }

    /// Tells of something that changes outside of a transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish(&self, notice: Notice) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.changes.tell(vec![notice]),
            Engine::Postgres(server) => changes::notify(server.pool(), &[notice]).await?,
        }
        Ok(())
    }

    /// SQLite takes its write lock at once, so that what is read in here is still true when it is written;
    /// PostgreSQL checks the same at the end.
    async fn begin(&self) -> Result<Transaction, StoreError> {
        let open = match &self.engine {
            Engine::Sqlite(file) => Open::Sqlite(file.begin().await?),
            Engine::Postgres(server) => Open::Postgres(server.begin().await?),
        };
        Ok(Transaction { open, noted: Noted::default() })
    }
}

impl Transaction {
    /// The first row, if there is one.
    pub(super) async fn one<T: Record>(&mut self, query: &impl SqlxBinder) -> Result<Option<T>, StoreError> {
        let mut rows = Vec::new();
        self.select(Statement::new(query, self.is_sqlite()), Wanted::First, &mut rows).await?;
        Ok(rows.pop())
    }

    /// Every row.
    pub(super) async fn all<T: Record>(&mut self, query: &impl SqlxBinder) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.select(Statement::new(query, self.is_sqlite()), Wanted::All, &mut rows).await?;
        Ok(rows)
    }

    /// Executes a statement and says how many rows it touched.
    pub(super) async fn execute(&mut self, statement: &impl SqlxBinder) -> Result<u64, StoreError> {
        self.write(Statement::new(statement, self.is_sqlite())).await
    }

    /// Changes what the database is made of: indexes, statistics.
    pub(super) async fn define(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match &mut self.open {
            Open::Sqlite(open) => open.define(sql),
            Open::Postgres(open) => Ok(sqlx::query(sql).execute(&mut **open).await.map(|_| ())?),
        }
    }

    /// Begins a part that can be taken back without the rest.
    pub(super) async fn begin_part(&mut self) -> Result<(), StoreError> {
        self.define("SAVEPOINT part").await
    }

    /// Ends the part: keeps what it has written, or takes it back.
    pub(super) async fn end_part(&mut self, is_kept: bool) -> Result<(), StoreError> {
        if !is_kept {
            self.define("ROLLBACK TO SAVEPOINT part").await?;
        }
        self.define("RELEASE SAVEPOINT part").await
    }

    /// Whether this is SQLite.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.open, Open::Sqlite(_))
    }

    async fn select(&mut self, statement: Statement, wanted: Wanted, sink: &mut dyn Sink) -> Result<(), StoreError> {
        match &mut self.open {
            Open::Sqlite(open) => open.select(&statement, wanted, sink),
            Open::Postgres(open) => statement.select_on_postgres(&mut **open, wanted, sink).await,
        }
    }

    async fn write(&mut self, statement: Statement) -> Result<u64, StoreError> {
        match &mut self.open {
            Open::Sqlite(open) => open.execute(&statement),
            Open::Postgres(open) => statement.execute_on_postgres(&mut **open).await,
        }
    }

    /// What this transaction changes, for those who have it on screen.
    pub(super) fn noted(&mut self) -> &mut Noted {
        &mut self.noted
    }

    /// Commits, and tells what has changed.
    async fn commit(self, changes: &Changes) -> Result<(), StoreError> {
        let notices = self.noted.into_notices();
        match self.open {
            Open::Sqlite(open) => {
                open.commit()?;
                changes.tell(notices);
            }
            Open::Postgres(mut open) => {
                changes::notify(&mut *open, &notices).await?;
                open.commit().await?;
            }
        }
        Ok(())
    }
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
    async fn an_address_of_another_kind_is_refused() {
        assert!(matches!(Database::connect("mysql://host/db").await, Err(DatabaseError::Address(_))));
    }
}
