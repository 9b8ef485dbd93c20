//! Two chores that write to the same place would spoil each other's work: the second one waits.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::failure::{Context, Failure, Outcome};

/// Holds a folder until it is dropped; the system lets go of it too when the process dies. `what` names the chore to
/// whoever has to wait.
pub fn acquire(folder: &Path, what: &str) -> Outcome<File> {
    fs::create_dir_all(folder).context(format!("making {}", folder.display()))?;
    let path = folder.join("lock");
    let file = File::create(&path).context(path.display())?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => println!("• another {what} is running: waiting for it"),
        Err(TryLockError::Error(error)) => return Err(Failure::new(format!("{}: {error}", path.display()))),
    }
    file.lock().context(path.display())?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_by_one_and_free_again_afterwards() {
        let folder = std::env::temp_dir().join(format!("roster-xtask-lock-{}", std::process::id()));
        let first = acquire(&folder, "test").unwrap();
        assert!(File::open(folder.join("lock")).unwrap().try_lock().is_err());
        drop(first);
        assert!(acquire(&folder, "test").is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }
}
