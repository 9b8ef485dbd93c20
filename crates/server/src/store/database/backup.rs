//! Backups of a SQLite database: a file with all of it at one moment, and the way back.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::{
    SQLITE_MIGRATIONS, migrate,
    sqlite::{self, Address},
};
use crate::store::{DatabaseError, StoreError};

/// How long a restore waits for somebody who has the database open.
const PATIENCE: Duration = Duration::from_secs(1);

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A backup never replaces a file.
    #[error("{} exists already; choose another name", .0.display())]
    Exists(PathBuf),
    /// A file cannot be read or written.
    #[error("{}: {cause}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// It is no database of Roster, or damaged.
    #[error("{} is not a whole database of Roster: {what}", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What was found.
        what: String,
    },
    /// A file that a program has open, or that was copied from one: it is not complete without its log.
    #[error("{} is not a backup but a database in use, with its log beside it; make a backup with `roster backup`", .0.display())]
    HasLog(PathBuf),
    /// There is a database already.
    #[error("there is a database at {}; back it up, then use --replace", .0.display())]
    Present(PathBuf),
    /// A log without its database.
    #[error("{} is left of another database; move it away", .0.display())]
    Leftover(PathBuf),
    /// The database cannot be replaced while a server uses it.
    #[error("{} is in use; stop the server", .0.display())]
    InUse(PathBuf),
    /// The database cannot be used.
    #[error("{0}")]
    Database(#[from] DatabaseError),
}

/// Writes everything in the database at `url` at one moment to a new file, which only this user can read; changes go on
/// meanwhile. The file is checked before it gets its name.
///
/// # Errors
/// When the file exists, or one of the two cannot be used.
pub async fn back_up(url: &str, file: &Path) -> Result<(), BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let database = Address::read(url)?.open().map_err(DatabaseError::from)?;
    let copy = NamedTempFile::new_in(folder(file)).map_err(at(file))?;
    let into = copy.path().to_string_lossy();
    sqlite::in_place(|| database.execute("VACUUM INTO ?", [into])).map_err(DatabaseError::from)?;
    close(database)?;
    sqlite::in_place(|| check(copy.path(), file))?;
    copy.as_file().sync_all().map_err(at(file))?;
    copy.persist_noclobber(file).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(file.to_owned()),
        _ => at(file)(error.error),
    })?;
    sync_folder(file)
}

/// Puts a copy of a backup in the place of the database at `url`, at once and as a whole. It is checked before.
///
/// # Errors
/// When the backup is damaged or of a newer version, when there is a database and `replace` is not set, and when anybody
/// has that one open.
pub async fn restore(backup: &Path, url: &str, replace: bool) -> Result<(), BackupError> {
    if beside(backup, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::HasLog(backup.to_owned()));
    }
    let Address { file, .. } = Address::read(url)?;
    // Where a link leads, not the link.
    let file = fs::canonicalize(&file).unwrap_or(file);
    let is_there = file.exists();
    if is_there && !replace {
        return Err(BackupError::Present(file));
    }
    let mut copy = NamedTempFile::new_in(folder(&file)).map_err(at(&file))?;
    io::copy(&mut File::open(backup).map_err(at(backup))?, copy.as_file_mut()).map_err(at(&file))?;
    sqlite::in_place(|| check(copy.path(), backup))?;
    copy.as_file().sync_all().map_err(at(&file))?;
    let old = if is_there { Some(sqlite::in_place(|| hold(&file))?) } else { None };
    let log = ["-wal", "-journal"].map(|suffix| beside(&file, suffix)).into_iter().find(|log| log.exists());
    if let (None, Some(log)) = (&old, log) {
        return Err(BackupError::Leftover(log));
    }
    let moved = if replace { copy.persist(&file) } else { copy.persist_noclobber(&file) };
    moved.map_err(|error| at(&file)(error.error))?;
    sync_folder(&file)?;
    match old {
        Some(old) => close(old),
        None => Ok(()),
    }
}

/// Takes the old database for ourselves, and puts what is in its log into it: the log must not be there when another
/// database has its name.
fn hold(file: &Path) -> Result<Connection, BackupError> {
    let in_use = |error: rusqlite::Error| match StoreError::from(error) {
        StoreError::Unavailable(_) => BackupError::InUse(file.to_owned()),
        error => BackupError::Damaged { file: file.to_owned(), what: format!("{error}; move it away") },
    };
    let database = sqlite::open(file).map_err(in_use)?;
    database.busy_timeout(PATIENCE).map_err(in_use)?;
    let alone = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE";
    database.execute_batch(alone).map_err(in_use)?;
    // A server that was killed leaves it. Whoever is alone with the database does without.
    match fs::remove_file(beside(file, "-shm")) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(at(file)(cause)),
        _ => Ok(database),
    }
}

/// Whether a copy is whole, and of no newer version; `name` is the file that people know.
fn check(copy: &Path, name: &Path) -> Result<(), BackupError> {
    let damaged = |what: String| BackupError::Damaged { file: name.to_owned(), what };
    let unreadable = |error: rusqlite::Error| damaged(error.to_string());
    let database = sqlite::open(copy).map_err(unreadable)?;
    database.execute_batch("PRAGMA journal_mode = DELETE").map_err(unreadable)?;
    let found: String = database.query_row("PRAGMA integrity_check", (), |row| row.get(0)).map_err(unreadable)?;
    if found != "ok" {
        return Err(damaged(found.lines().next().unwrap_or_default().to_owned()));
    }
    let strays = "SELECT COUNT(*) FROM pragma_foreign_key_check";
    let strays: i64 = database.query_row(strays, (), |row| row.get(0)).map_err(unreadable)?;
    if strays > 0 {
        return Err(damaged(format!("{strays} rows refer to nothing")));
    }
    let applied = migrate::applied(&database).map_err(unreadable)?;
    close(database)?;
    let unknown = migrate::first_unknown(&applied, &SQLITE_MIGRATIONS);
    unknown.map_or(Ok(()), |migration| Err(DatabaseError::DatabaseIsNewer { migration }.into()))
}

fn close(database: Connection) -> Result<(), BackupError> {
    Ok(database.close().map_err(|(_, error)| DatabaseError::from(error))?)
}

/// The folder of a file.
fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file with this at the end of its name.
fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

/// Waits until the disk has the new name of a file.
fn sync_folder(file: &Path) -> Result<(), BackupError> {
    // Elsewhere, a folder cannot be opened.
    if cfg!(unix) { File::open(folder(file)).and_then(|folder| folder.sync_all()).map_err(at(file)) } else { Ok(()) }
}

fn at(file: &Path) -> impl Fn(io::Error) -> BackupError {
    move |cause| BackupError::File { file: file.to_owned(), cause }
}
