//! The databases of one engine, one for each number of members.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::{Context, Outcome};
use crate::hash;

/// What stores the members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// As it calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// As options and files call it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Where the databases of one engine are.
pub trait Databases {
    /// What the server is told.
    fn url(&self, members: u64) -> String;

    /// Makes an empty one in place of whatever is there.
    fn renew(&self, members: u64) -> Outcome;

    /// Removes one.
    fn remove(&self, members: u64) -> Outcome;

    /// After it was filled: does at once what the engine would do within the next minutes.
    fn settle(&self, members: u64) -> Outcome;

    /// Reads an old one from the disk, so that it is in memory just as a new one.
    fn warm(&self, members: u64) -> Outcome;

    /// Its size on the disk in bytes.
    fn bytes(&self, members: u64) -> Outcome<u64>;

    /// The version of the engine.
    fn version(&self, members: u64) -> Outcome<String>;
}

/// Reads all files at or below a path, for the system to remember.
///
/// # Errors
/// When one cannot be read.
pub fn read_all(path: &Path) -> Outcome {
    hash::files(path)?.iter().try_for_each(|file| {
        let mut from = File::open(file).context(file.display())?;
        io::copy(&mut from, &mut io::sink()).map(drop).context(file.display())
    })
}

/// Bytes of all files at or below a path.
///
/// # Errors
/// When one cannot be seen.
pub fn size(path: &Path) -> Outcome<u64> {
    let files = hash::files(path)?;
    files.iter().map(|file| fs::metadata(file).map(|data| data.len()).context(file.display())).sum()
}
