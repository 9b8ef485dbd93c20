//! What can go wrong with the database.

use std::error::Error;

use sqlx::migrate::MigrateError;

/// The database cannot be used at all; seen at start-up.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// Neither `sqlite:` nor `postgres:`, or not an address at all.
    #[error("`{0}` is not a database address: it must begin with sqlite: or postgres:")]
    Address(String),
    /// Nobody answers there, or not to us.
    #[error("the database cannot be reached: {0}")]
    Unreachable(#[source] sqlx::Error),
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
    /// The indexes could not be made.
    #[error("the database's indexes could not be made: {0}")]
    Indexes(#[from] StoreError),
}

/// A query failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database went away, is full, read-only or busy for too long; asking again later may help.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Somebody else changed the same things at the same time; the whole transaction may be tried again.
    #[error("another transaction was faster: {0}")]
    Collision(#[source] sqlx::Error),
    /// Something that has to be unique exists already.
    #[error("already there: {0}")]
    Taken(#[source] sqlx::Error),
    /// What is stored does not have the form that this version writes.
    #[error("unreadable {0} in the database")]
    Unreadable(&'static str),
    /// No index answers the search, and too many rows would have to be tested.
    #[error("the search is too broad")]
    TooBroad,
    /// Anything else: a fault of the program.
    #[error("query failed: {0}")]
    Failed(#[source] sqlx::Error),
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
        match &error {
            E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::Io(_) | E::Tls(_) => Self::Unavailable(error),
            E::Database(inner) if inner.is_unique_violation() => Self::Taken(error),
            E::Database(inner) => match inner.code().as_deref() {
                Some(code) if is_collision(code) => Self::Collision(error),
                Some(code) if is_outage(code) => Self::Unavailable(error),
                _ => Self::Failed(error),
            },
            _ => Self::Failed(error),
        }
    }
}

/// PostgreSQL's serialization failure and deadlock.
fn is_collision(code: &str) -> bool {
    matches!(code, "40001" | "40P01")
}

/// Whether the database cannot work now.
///
/// PostgreSQL: the classes of connections, resources and operators, and a server that became a read-only replica.
/// SQLite: busy, locked, out of memory, read-only, I/O error, full, cannot open, locking protocol; extended codes hold
/// these in the low byte.
fn is_outage(code: &str) -> bool {
    const SQLITE_OUTAGES: [u32; 8] = [5, 6, 7, 8, 10, 13, 14, 15];
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => SQLITE_OUTAGES.contains(&(number & 0xff)),
        // A protocol violation is a fault of ours, although it stands among the broken connections.
        _ => code != "08P01" && ["08", "25006", "53", "57P", "58"].iter().any(|class| code.starts_with(class)),
    }
}

impl From<MigrateError> for DatabaseError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(migration) => Self::DatabaseIsNewer { migration },
            MigrateError::Execute(error) if is_connection(&error) => Self::Unreachable(error),
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
        for outage in ["5", "8", "13", "14", "522", "778", "2570", "08006", "25006", "53100", "53300", "57P01", "58030"]
        {
            assert!(is_outage(outage), "{outage}");
        }
        for fault in ["1", "19", "2067", "42601", "23505", "22P02", "08P01"] {
            assert!(!is_outage(fault), "{fault}");
        }
    }
}
