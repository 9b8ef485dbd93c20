//! Two set-ups at once would install over each other: the second one waits.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::failure::{Context, Failure, Outcome};

/// Holds the cache until it is dropped; the system lets go of it too when the process dies.
pub fn acquire(cache: &Path) -> Outcome<File> {
    fs::create_dir_all(cache).context(format!("making {}", cache.display()))?;
    let path = cache.join("setup.lock");
    let file = File::create(&path).context(path.display())?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => println!("• another set-up is running: waiting for it"),
        Err(TryLockError::Error(error)) => return Err(Failure::new(format!("{}: {error}", path.display()))),
    }
    file.lock().context(path.display())?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_free_again_after_a_set_up() {
        let cache = std::env::temp_dir().join(format!("roster-xtask-lock-{}", std::process::id()));
        let first = acquire(&cache).unwrap();
        assert!(File::open(cache.join("setup.lock")).unwrap().try_lock().is_err());
        drop(first);
        assert!(acquire(&cache).is_ok());
        fs::remove_dir_all(&cache).unwrap();
    }
}
