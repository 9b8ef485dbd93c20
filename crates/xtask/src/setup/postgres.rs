//! PostgreSQL: the API suite and the benchmark run on it too, in throw-away clusters of their own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Log, Step, debian};
use crate::failure::{Failure, Outcome};
use crate::process::on_path;
use crate::workspace::Workspace;

pub const STEP: Step = Step {
    name: "PostgreSQL",
    usual: "20 s",
    advice: "install PostgreSQL 15 or newer (its initdb has to be on PATH), or set ROSTER_TEST_POSTGRES to the URL \
             of an empty database that the tests may fill; then run this again",
    done: |_| available(),
    run,
};

/// Whether the tests can have a PostgreSQL: a database is named, or one can be started.
fn available() -> bool {
    env::var_os("ROSTER_TEST_POSTGRES").is_some() || programs().is_some()
}

/// The folder of `initdb` and the other programs. Debian keeps them out of `PATH`, in a folder for each version: the
/// newest is taken.
pub fn programs() -> Option<PathBuf> {
    let version = |folder: &PathBuf| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let folders = fs::read_dir("/usr/lib/postgresql").map(|entries| entries.flatten().map(|entry| entry.path()));
    let mut versions: Vec<PathBuf> = folders.map(Iterator::collect).unwrap_or_default();
    versions.sort_by_key(version);
    let mut newest_first = versions.into_iter().rev().map(|folder| folder.join("bin"));
    newest_first
        .find(|folder| folder.join("initdb").is_file())
        .or_else(|| on_path("initdb")?.parent().map(Path::to_owned))
}

fn run(_: &Workspace, log: &Log) -> Outcome {
    if !debian::can_install() {
        return Err(Failure::new("PostgreSQL was not found"));
    }
    debian::install(log, &["postgresql"])
}
