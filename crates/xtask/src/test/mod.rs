//! `cargo xtask test`: every kind of test, all of them even when one fails, and the numbers at the end.

mod count;
mod kinds;
mod report;

use std::iter;
use std::time::Instant;

use clap::{Args, ValueEnum};

use self::report::Part;
use crate::failure::Outcome;
use crate::setup;
use crate::workspace::Workspace;

/// Which tests to run.
#[derive(Args)]
pub struct Options {
    /// Only this kind; may be given several times
    #[arg(long)]
    only: Vec<Kind>,
}

/// A kind of test, in the order in which they run: what is quick to fail comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Format and lints
    Checks,
    /// Pure logic, without a browser and without the API
    Unit,
    /// The API on SQLite and on PostgreSQL
    Api,
    /// What needs a DOM, in headless Chromium
    Browser,
    /// The app as shipped, and its budget
    Build,
    /// Playwright against the demo, axe included
    E2e,
}

/// Sets up what is missing, runs the tests, and fails when any of them did or any kind had none.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let kinds: Vec<Kind> = match options.only.as_slice() {
        [] => Kind::value_variants().to_vec(),
        only => only.to_vec(),
    };
    let started = Instant::now();
    setup::run(workspace, setup::BUILD)?;
    setup::run(workspace, setup::TEST)?;
    let set_up = Part { name: "set-up", count: None, trouble: None, took: Some(started.elapsed()) };
    let parts = kinds.iter().flat_map(|kind| kind.run(workspace));
    report::close(&iter::once(set_up).chain(parts).collect::<Vec<_>>())
}

impl Kind {
    fn run(self, workspace: &Workspace) -> Vec<Part> {
        match self {
            Self::Checks => kinds::checks(workspace),
            Self::Unit => kinds::unit(workspace),
            Self::Api => kinds::api(workspace),
            Self::Browser => kinds::browser(workspace),
            Self::Build => kinds::build(workspace),
            Self::E2e => kinds::end_to_end(workspace),
        }
    }
}
