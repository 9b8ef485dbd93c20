//! Building the app: the wasm module by cargo, taken apart and optimized when it is to be shipped; then bundled style,
//! minified scripts, names by content, compressed copies, and the account of what a visit costs.

mod app;
mod budget;
mod compress;
mod esbuild;
mod exports;
mod imports;
mod sections;
mod site;
mod stamp;
pub mod wasm_tools;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Instant;

use crate::failure::{Context, Outcome};
use crate::lock;
use crate::parallel::joined;
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
    make(workspace, mode)?;
    stamp::set(workspace, &stamp)?;
    println!("  app built in {}", minutes(started.elapsed()));
    Ok(())
}

/// Builds beside the final place and swaps at the end: a build that fails leaves the old app standing.
fn make(workspace: &Workspace, mode: Mode) -> Outcome {
    let staging = workspace.scratch().join("dist");
    empty(&staging)?;
    let linked = thread::scope(|scope| {
        let tools = scope.spawn(|| wasm_tools::build(workspace));
        let linked = app::compile(workspace, mode)?;
        joined(tools).map(|()| linked)
    })?;
    let app = app::finish(workspace, mode, &linked)?;
    site::assemble(workspace, mode, &app, &staging)?;
    if mode == Mode::Release {
        compress::all(workspace, &staging)?;
    }
    let (dist, old) = (workspace.dist(), workspace.scratch().join("dist-old"));
    empty(&old)?;
    if dist.exists() {
        fs::rename(&dist, old.join("dist")).context("moving the old app away")?;
    }
    fs::rename(&staging, &dist).context("moving the new app into place")?;
    fs::remove_dir_all(&old).context("removing the old app")
}

/// Makes a folder, or empties it.
fn empty(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).context(folder.display())?;
    }
    fs::create_dir_all(folder).context(folder.display())
}
