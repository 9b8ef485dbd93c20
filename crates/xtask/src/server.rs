//! Compiling the server.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::process::{command, run};
use crate::workspace::Workspace;

/// How the server is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// As shipped.
    Server,
    /// As the tests use it: quick to compile, slow to run.
    Dev,
}

/// Compiles the server and returns its program.
pub fn build(workspace: &Workspace, profile: Profile) -> Outcome<PathBuf> {
    let (profile, folder) = match profile {
        Profile::Server => ("server", "server"),
        Profile::Dev => ("dev", "debug"),
    };
    println!("• server (usually 5 min the first time, then seconds)");
    let arguments = ["build", "--locked", "--package", "roster-server", "--bin", "roster", "--profile", profile];
    run(command("cargo").args(arguments).current_dir(&workspace.root))?;
    Ok(workspace.target().join(folder).join("roster"))
}
