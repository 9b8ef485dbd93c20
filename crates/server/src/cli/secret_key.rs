//! The file with the key that seals secrets in the database.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use super::failure::Failure;
use crate::{clock::Entropy, config::Settings, session::SecretKey};

/// The key of the file that the settings name, or that is beside a SQLite database; `None` when there is neither. A file
/// that does not exist is created, for this user alone.
pub(super) fn load(settings: &Settings) -> Result<Option<SecretKey>, Failure> {
    let Some(file) = settings.secret_key_file.clone().or_else(|| beside(settings)) else {
        tracing::warn!("the database keeps the key of its own secrets; set secret_key_file to keep it elsewhere");
        return Ok(None);
    };
    let failure = |cause| Failure::SecretKey { file: file.clone(), cause };
    match create(&file) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(failure(cause)),
        _ => {}
    }
    let text = fs::read_to_string(&file).map_err(failure)?;
    let key = SecretKey::from_text(&text).ok_or_else(|| Failure::NoSecretKey(file.clone()))?;
    warn_if_shared(&file);
    Ok(Some(key))
}

fn beside(settings: &Settings) -> Option<PathBuf> {
    let mut name = settings.database.file()?.into_os_string();
    name.push(".key");
    Some(name.into())
}

/// Writes a new key, unless the file exists.
fn create(file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let key = SecretKey::new(Entropy::System.bytes());
    let mut file = options.open(file)?;
    writeln!(file, "{}", key.to_text())?;
    file.sync_all()
}

#[cfg(unix)]
fn warn_if_shared(file: &Path) {
    use std::os::unix::fs::PermissionsExt;

    let Ok(metadata) = fs::metadata(file) else { return };
    if metadata.permissions().mode() & 0o077 != 0 {
        let file = file.display();
        tracing::warn!(%file, "other users of this machine can open the secret key; run chmod 600 on this file");
    }
}

#[cfg(not(unix))]
fn warn_if_shared(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DatabaseUrl;

    fn settings(database: &Path, key: Option<PathBuf>) -> Settings {
        Settings { database: DatabaseUrl::sqlite(database), secret_key_file: key, ..Settings::default() }
    }

    #[test]
    fn x11_the_key_is_made_once_beside_the_database_for_this_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(&folder.path().join("a.db"), None);
        let first = load(&settings).unwrap().unwrap();
        assert_eq!(load(&settings).unwrap().unwrap().fingerprint(), first.fingerprint());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = folder.path().join("a.db.key").metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{mode:o}");
        }
    }

    #[test]
    fn x11_the_key_can_be_kept_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("elsewhere");
        let settings = settings(&folder.path().join("a.db"), Some(file.clone()));
        assert!(load(&settings).unwrap().is_some());
        assert!(file.exists() && !folder.path().join("a.db.key").exists());
        fs::write(&file, "not a key").unwrap();
        assert!(matches!(load(&settings), Err(Failure::NoSecretKey(_))));
    }
}
