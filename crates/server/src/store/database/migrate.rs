//! Brings the tables of a SQLite database up to date, and notes it where sqlx does, which does the same on PostgreSQL.

use std::collections::HashMap;

use rusqlite::Connection;
use sqlx::migrate::{MigrateError, Migration, Migrator};

use crate::store::DatabaseError;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
)";
const NOTE: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
    VALUES (?1, ?2, TRUE, ?3, -1)";

/// Whether migrations are missing.
///
/// # Errors
/// [`DatabaseError::DatabaseIsNewer`] if there is one that this version does not know.
pub(super) fn is_due(database: &Connection, migrator: &Migrator) -> Result<bool, DatabaseError> {
    if !database.table_exists(None, "_sqlx_migrations")? {
        return Ok(true);
    }
    let applied = applied(database)?;
    if let Some(migration) = first_unknown(&applied, migrator) {
        return Err(DatabaseError::DatabaseIsNewer { migration });
    }
    let is_changed = |migration: &&Migration| {
        applied.get(&migration.version).is_some_and(|checksum| **checksum != *migration.checksum)
    };
    match migrator.iter().find(is_changed) {
        Some(migration) => Err(MigrateError::VersionMismatch(migration.version).into()),
        None => Ok(applied.len() < migrator.iter().count()),
    }
}

/// Applies those that are missing, in a transaction of the caller.
pub(super) fn apply(database: &Connection, migrator: &Migrator) -> Result<(), rusqlite::Error> {
    database.execute_batch(TABLE)?;
    let applied = applied(database)?;
    for migration in migrator.iter().filter(|migration| !applied.contains_key(&migration.version)) {
        database.execute_batch(migration.sql.as_str())?;
        database.execute(NOTE, (migration.version, &*migration.description, &*migration.checksum))?;
    }
    Ok(())
}

/// The migrations that the database has, each with its checksum.
pub(super) fn applied(database: &Connection) -> Result<HashMap<i64, Vec<u8>>, rusqlite::Error> {
    let mut query = database.prepare("SELECT version, checksum FROM _sqlx_migrations")?;
    query.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The first of `applied` that this version does not know.
pub(super) fn first_unknown(applied: &HashMap<i64, Vec<u8>>, migrator: &Migrator) -> Option<i64> {
    applied.keys().copied().filter(|version| !migrator.version_exists(*version)).min()
}
