//! Compiling the server.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::process::{command, run};
use crate::workspace::Workspace;

/// How the server is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// As shipped.
    Dist,
    /// Nearly as quick to run, and compiled in half the time.
    Server,
    /// As the tests use it: quick to compile, slow to run.
    Dev,
}

/// Compiles the server and returns its program.
pub fn build(workspace: &Workspace, profile: Profile) -> Outcome<PathBuf> {
    let (profile, folder, minutes) = match profile {
        Profile::Dist => ("dist", "dist", 7),
        Profile::Server => ("server", "server", 5),
        Profile::Dev => ("dev", "debug", 5),
    };
    println!("• server (usually {minutes} min the first time, then seconds)");
    let arguments = ["build", "--locked", "--package", "roster", "--profile", profile];
    run(command("cargo").args(arguments).current_dir(&workspace.root))?;
    Ok(workspace.target().join(folder).join("roster"))
}
