//! What can go wrong with the database.

use std::error::Error;

use rusqlite::ffi;
use sqlx::migrate::MigrateError;

/// What a driver says, or why it was not asked.
#[derive(Debug, thiserror::Error)]
pub enum DriverError {
    /// SQLite's.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL's.
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
    /// The file of a SQLite database cannot be created.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// It would be another one for each connection.
    #[error("a database in memory is a new one for each connection; name a file")]
    InMemory,
    /// No connection became free in time.
    #[error("all connections are in use")]
    AllInUse,
    /// The server ends.
    #[error("the database is closed")]
    Closed,
    /// A statement cannot be built.
    #[error(transparent)]
    Statement(#[from] sea_query::error::Error),
    /// A statement has a value of a type that is not stored.
    #[error("a value cannot be stored")]
    Value,
}

/// The database cannot be used at all; seen at start-up.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// Neither `sqlite:` nor `postgres:`, or not an address at all.
    #[error("`{0}` is not a database address: it must begin with sqlite: or postgres:")]
    Address(String),
    /// Nobody answers there, or not to us.
    #[error("the database cannot be reached: {0}")]
    Unreachable(#[source] DriverError),
    /// It was used by a later version of Roster, which may have changed what this one relies on.
    #[error("the database was used by a newer version of Roster (its migration {migration} is not known here)")]
    DatabaseIsNewer {
        /// The number of the first unknown migration.
        migration: i64,
    },
    /// A SQLite that can lose what was written (the WAL-reset bug, repaired in 3.51.3).
    #[error("SQLite {0} is too old: 3.51.3 or newer is needed")]
    SqliteIsOld(String),
    /// The tables could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(#[source] MigrateError),
    /// The tables or their indexes could not be made.
    #[error("the database's tables could not be made: {0}")]
    Tables(#[from] StoreError),
}

/// A query failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database went away, is full, read-only or busy for too long; asking again later may help.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] DriverError),
    /// Somebody else changed the same things at the same time; the whole transaction may be tried again.
    #[error("another transaction was faster: {0}")]
    Collision(#[source] DriverError),
    /// Something that has to be unique exists already.
    #[error("already there: {0}")]
    Taken(#[source] DriverError),
    /// What is stored does not have the form that this version writes.
    #[error("unreadable {0} in the database")]
    Unreadable(&'static str),
    /// No index answers the search, and too many rows would have to be tested.
    #[error("the search is too broad")]
    TooBroad,
    /// Anything else: a fault of the program.
    #[error("query failed: {0}")]
    Failed(#[source] DriverError),
}

impl StoreError {
    /// Whether it is only that another transaction was faster.
    pub fn is_collision(&self) -> bool {
        matches!(self, Self::Collision(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        let kind = match &error {
            E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::Io(_) | E::Tls(_) => Self::Unavailable,
            E::Database(inner) if inner.is_unique_violation() => Self::Taken,
            E::Database(inner) => match inner.code().as_deref() {
                Some(code) if is_collision(code) => Self::Collision,
                Some(code) if is_outage(code) => Self::Unavailable,
                _ => Self::Failed,
            },
            _ => Self::Failed,
        };
        kind(error.into())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match error.sqlite_error().map(|error| error.extended_code) {
            Some(ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => Self::Taken,
            Some(code) if is_sqlite_outage(code) => Self::Unavailable,
            _ => Self::Failed,
        };
        kind(error.into())
    }
}

/// PostgreSQL's serialization failure and deadlock.
fn is_collision(code: &str) -> bool {
    matches!(code, "40001" | "40P01")
}

/// Whether PostgreSQL cannot work now: the classes of connections, resources and operators, and a server that became a
/// read-only replica.
fn is_outage(code: &str) -> bool {
    // A protocol violation is a fault of ours, although it stands among the broken connections.
    code != "08P01" && ["08", "25006", "53", "57P", "58"].iter().any(|class| code.starts_with(class))
}

/// Whether SQLite cannot work now. Extended codes have the kind of error in the low byte.
fn is_sqlite_outage(code: i32) -> bool {
    const OUTAGES: [i32; 9] = [
        ffi::SQLITE_BUSY,
        ffi::SQLITE_LOCKED,
        ffi::SQLITE_NOMEM,
        ffi::SQLITE_READONLY,
        ffi::SQLITE_INTERRUPT,
        ffi::SQLITE_IOERR,
        ffi::SQLITE_FULL,
        ffi::SQLITE_CANTOPEN,
        ffi::SQLITE_PROTOCOL,
    ];
    OUTAGES.contains(&(code & 0xff))
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unreachable(error.into())
    }
}

impl From<MigrateError> for DatabaseError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(migration) => Self::DatabaseIsNewer { migration },
            MigrateError::Execute(error) if is_connection(&error) => Self::Unreachable(error.into()),
            error => Self::Migration(error),
        }
    }
}

fn is_connection(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut)
        || error.source().is_some_and(|source| source.is::<std::io::Error>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outages_are_told_from_faults() {
        for outage in ["08006", "25006", "53100", "53300", "57P01", "58030"] {
            assert!(is_outage(outage), "{outage}");
        }
        for fault in ["42601", "23505", "22P02", "08P01"] {
            assert!(!is_outage(fault), "{fault}");
        }
        for outage in [5, 8, 9, 13, 14, 522, 778, 2570] {
            assert!(is_sqlite_outage(outage), "{outage}");
        }
        for fault in [1, 19, 2067] {
            assert!(!is_sqlite_outage(fault), "{fault}");
        }
    }
}
