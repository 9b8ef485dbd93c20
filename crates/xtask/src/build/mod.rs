//! Building the app by trunk, and the account of what a visit costs.

mod budget;
mod stamp;
mod trunk;
pub mod wasm_tools;

use std::time::Instant;

use crate::failure::Outcome;
use crate::lock;
use crate::setup::{self, minutes};
use crate::workspace::Workspace;

/// How the app is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As shipped: optimized for size, compressed, held to the budget.
    Release,
    /// For working on it: quick to build, large, not compressed.
    Develop,
}

impl Mode {
    fn usual(self) -> &'static str {
        match self {
            Self::Release => "usually 5 min the first time, then 1 min",
            Self::Develop => "for development, usually 2 min the first time, then seconds",
        }
    }
}

/// Builds the app as it is shipped, prints what a visit costs, and fails above the budget.
pub fn within_budget(workspace: &Workspace) -> Outcome {
    run(workspace, Mode::Release)?;
    budget::check(&workspace.dist())
}

/// Sets up what is missing, then serves the app while it is being worked on.
pub fn serve(workspace: &Workspace) -> Outcome {
    setup::run(workspace, setup::BUILD)?;
    // What is in `dist` is then no longer what was built last.
    stamp::clear(workspace)?;
    trunk::serve(workspace)
}

/// Sets up what is missing and leaves the app in `dist`; does nothing when it is there and nothing changed.
pub fn run(workspace: &Workspace, mode: Mode) -> Outcome {
    setup::run(workspace, setup::BUILD)?;
    let _lock = lock::acquire(&workspace.scratch(), "build of the app")?;
    let stamp = stamp::now(workspace, mode)?;
    if stamp::is_current(workspace, &stamp) {
        println!("• app: unchanged");
        return Ok(());
    }
    let started = Instant::now();
    println!("• app ({})", mode.usual());
    stamp::clear(workspace)?;
    trunk::build(workspace, mode)?;
    stamp::set(workspace, &stamp)?;
    println!("  app built in {}", minutes(started.elapsed()));
    Ok(())
}
