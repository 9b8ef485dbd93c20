//! Who on this machine can read the files of a SQLite database: they hold password hashes and second factors.

use std::{io, path::Path};

/// Creates the file for this user alone, unless it is there. SQLite gives the same permissions to its log.
#[cfg(unix)]
pub(super) fn create_private(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;

    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Warns about each of the database's files that other users of this machine can read or write.
#[cfg(unix)]
pub(super) fn warn_if_shared(file: &Path) {
    use std::os::unix::fs::PermissionsExt;

    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        let Ok(metadata) = std::fs::metadata(&name) else { continue };
        let mode = metadata.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            let file = Path::new(&name).display();
            let mode = format!("{mode:o}");
            tracing::warn!(%file, mode, "other users of this machine can open the database; run chmod 600 on this file");
        }
    }
}

#[cfg(not(unix))]
pub(super) fn create_private(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn warn_if_shared(_: &Path) {}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use crate::store::Database;

    #[tokio::test]
    async fn x11_a_new_database_is_for_this_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let database = Database::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        database.migrate().await.unwrap();
        let files: Vec<_> = folder.path().read_dir().unwrap().map(Result::unwrap).collect();
        assert_eq!(files.len(), 3, "the file, -wal and -shm");
        for file in files {
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}: {mode:o}", file.path().display());
        }
    }
}
