//! Databases with generated members. They stay in `target/bench` for the next run.

use std::fs;
use std::path::PathBuf;

use super::roster::Roster;
use crate::failure::{Context, Outcome};
use crate::hash;
use crate::numbers::spaced;
use crate::workspace::Workspace;

/// The sources that decide what is in a filled database. When they change, it is filled again.
const SOURCES: [&str; 4] = [
    "crates/server/migrations",
    "crates/server/src/demo",
    "crates/server/src/store/seed",
    "crates/server/src/store/seed.rs",
];

/// The databases of one engine, one for each number of members.
pub trait Databases {
    /// The engine's name.
    fn engine(&self) -> &'static str;

    /// The URL for `roster --database`.
    fn url(&self, members: u64) -> String;

    /// Creates an empty database and drops the one that is there.
    fn recreate(&self, members: u64) -> Outcome;

    /// Does now what the engine would do in the background after the database was filled.
    fn settle(&self, members: u64) -> Outcome;
}

/// SQLite: a file for each database, in this folder.
pub struct Sqlite(pub PathBuf);

impl Databases for Sqlite {
    fn engine(&self) -> &'static str {
        "SQLite"
    }

    fn url(&self, members: u64) -> String {
        format!("sqlite://{}/sqlite-{members}/roster.db", self.0.display())
    }

    fn recreate(&self, members: u64) -> Outcome {
        let folder = self.0.join(format!("sqlite-{members}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).context(folder.display())?;
        }
        fs::create_dir_all(&folder).context(folder.display())
    }

    fn settle(&self, _: u64) -> Outcome {
        Ok(())
    }
}

/// Fills the database unless an earlier run did. Returns an API key that works for it.
pub fn ensure(workspace: &Workspace, roster: &Roster, databases: &dyn Databases, members: u64) -> Outcome<String> {
    let stamp = roster.folder.join(format!("{}-{members}.stamp", databases.engine()));
    let sources = hash::of_tree(&workspace.root, &SOURCES)?;
    let filled = fs::read_to_string(&stamp).unwrap_or_default();
    if let Some((_, key)) = filled.split_once(' ').filter(|(filled, _)| *filled == sources) {
        return Ok(key.to_owned());
    }
    println!("• {}: filling a database with {} members", databases.engine(), spaced(members));
    fs::write(&stamp, "").context(stamp.display())?;
    databases.recreate(members)?;
    let key = roster.fill(&databases.url(members), members)?;
    databases.settle(members)?;
    fs::write(&stamp, format!("{sources} {key}")).context(stamp.display())?;
    Ok(key)
}
