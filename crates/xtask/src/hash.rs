//! Content hashes, to see that nothing changed.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Context, Outcome};

/// The SHA-256 of some bytes in hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One hash over files and folders (with everything below): their names and their contents. What does not exist
/// counts as absent, so that its appearance changes the hash.
pub fn of_tree(root: &Path, inputs: &[&str]) -> Outcome<String> {
    let mut whole = Sha256::new();
    for input in inputs {
        for file in files(&root.join(input))? {
            let name = file.strip_prefix(root).unwrap_or(&file);
            let bytes = fs::read(&file).context(file.display())?;
            whole.update(name.to_string_lossy().as_bytes());
            whole.update([0]);
            whole.update(of(&bytes));
        }
    }
    Ok(whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Every file at or below a path, sorted; none when the path does not exist.
pub fn files(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).context(path.display())? {
        found.extend(files(&entry.context(path.display())?.path())?);
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_changes_with_a_name_and_with_a_byte() {
        let root = std::env::temp_dir().join(format!("roster-xtask-hash-{}", std::process::id()));
        fs::create_dir_all(root.join("src/deep")).unwrap();
        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        let first = of_tree(&root, &["src", "absent"]).unwrap();
        fs::write(root.join("src/deep/a.rs"), "two").unwrap();
        let second = of_tree(&root, &["src", "absent"]).unwrap();
        fs::rename(root.join("src/deep/a.rs"), root.join("src/deep/b.rs")).unwrap();
        let third = of_tree(&root, &["src", "absent"]).unwrap();
        fs::remove_dir_all(&root).unwrap();
        assert!(first != second && second != third && first != third);
    }
}
