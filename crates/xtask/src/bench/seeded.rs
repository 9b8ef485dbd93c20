//! A database with members in it: filled now, or kept from an earlier run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::api::Credentials;
use super::databases::{Databases, Engine};
use super::program::Program;
use crate::failure::{Context, Outcome};
use crate::hash;
use crate::workspace::Workspace;

/// Who is added to the made-up people. The address has the form of theirs.
pub const ADMINISTRATOR: Credentials =
    Credentials { email: "bench@o100000.example", password: "roster-bench-password" };
/// The name of the first organization that `roster seed` makes.
const ORGANIZATION: &str = "Organization 100000";
/// What decides what a seeded database looks like. When it changes, kept databases are made anew.
const MADE_BY: [&str; 3] = ["crates/server/migrations", "crates/server/src/demo", "crates/server/src/store/seed.rs"];

/// Where databases come from.
pub struct Source<'a> {
    pub workspace: &'a Workspace,
    pub program: &'a Program,
    pub engine: Engine,
    pub databases: &'a dyn Databases,
    /// The folder in which it is written what is there.
    pub folder: &'a Path,
}

/// What is remembered of a filled database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    /// A hash of what made it.
    made_by: String,
    /// How long filling it took.
    seconds: f64,
}

impl Source<'_> {
    /// Sees to it that there is a database with so many members and their administrator; returns how many seconds
    /// filling it took, when it was filled.
    ///
    /// # Errors
    /// When that fails; the next run then starts anew.
    pub fn ensure(&self, members: u64) -> Outcome<f64> {
        let made_by = hash::of_tree(&self.workspace.root, &MADE_BY)?;
        let file = self.note(members);
        if let Some(note) = read_note(&file)?.filter(|note| note.made_by == made_by) {
            println!("  the database is there already");
            self.databases.warm(members)?;
            return Ok(note.seconds);
        }
        self.forget(members)?;
        let seconds = self.fill(members)?;
        let note = serde_json::to_string(&Note { made_by, seconds }).context(file.display())?;
        fs::write(&file, note).context(file.display())?;
        Ok(seconds)
    }

    /// Removes a database.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self, members: u64) -> Outcome {
        self.forget(members)?;
        self.databases.remove(members)
    }

    fn fill(&self, members: u64) -> Outcome<f64> {
        self.databases.renew(members)?;
        let url = self.databases.url(members);
        let start = Instant::now();
        self.program.seed(members, &url)?;
        let seconds = start.elapsed().as_secs_f64();
        self.program.create_administrator(ADMINISTRATOR, ORGANIZATION, &url)?;
        self.databases.settle(members)?;
        Ok(seconds)
    }

    fn note(&self, members: u64) -> PathBuf {
        self.folder.join(format!("{}-{members}.json", self.engine.key()))
    }

    fn forget(&self, members: u64) -> Outcome {
        let file = self.note(members);
        if file.exists() { fs::remove_file(&file).context(file.display()) } else { Ok(()) }
    }
}

fn read_note(file: &Path) -> Outcome<Option<Note>> {
    if !file.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(file).context(file.display())?;
    // One of another form is as good as none.
    Ok(serde_json::from_str(&text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_another_form_is_none() {
        let file = std::env::temp_dir().join(format!("roster-xtask-note-{}", std::process::id()));
        assert_eq!(read_note(&file).unwrap(), None);
        let note = Note { made_by: "abc".to_owned(), seconds: 1.5 };
        fs::write(&file, serde_json::to_string(&note).unwrap()).unwrap();
        assert_eq!(read_note(&file).unwrap(), Some(note));
        fs::write(&file, "{\"made_by\":").unwrap();
        assert_eq!(read_note(&file).unwrap(), None);
        fs::remove_file(&file).unwrap();
    }
}
