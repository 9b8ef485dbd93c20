//! PostgreSQL: the API suite runs on it too, in a throw-away cluster of its own.

use std::env;
use std::fs;

use super::{Log, Step};
use crate::debian;
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
    let named = env::var_os("ROSTER_TEST_POSTGRES").is_some();
    named || on_path("initdb").is_some() || debian_cluster_tools()
}

/// Debian keeps initdb out of `PATH`, in a folder for each version.
fn debian_cluster_tools() -> bool {
    let Ok(versions) = fs::read_dir("/usr/lib/postgresql") else { return false };
    versions.flatten().any(|version| version.path().join("bin/initdb").is_file())
}

fn run(_: &Workspace, log: &Log) -> Outcome {
    if !debian::can_install() {
        return Err(Failure::new("PostgreSQL was not found"));
    }
    debian::install(log, &["postgresql"])
}
