//! Compiling the package `wasm-tools`: the `wasm-bindgen` that trunk calls, and the runner of the tests in a browser.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use crate::failure::Outcome;
use crate::process::{command, run};
use crate::workspace::Workspace;

/// Compiles what splits and binds the program, and returns it.
pub fn build(workspace: &Workspace) -> Outcome<PathBuf> {
    compile(workspace, "wasm-tools", &[])
}

/// Compiles the runner of tests, and returns it.
pub fn test_runner(workspace: &Workspace) -> Outcome<PathBuf> {
    compile(workspace, "wasm-test-runner", &["--features", "tests"])
}

fn compile(workspace: &Workspace, program: &str, features: &[&str]) -> Outcome<PathBuf> {
    let mut cargo = command("cargo");
    cargo.args(["build", "--quiet", "--locked", "--profile", "tools", "--package", "wasm-tools", "--bin", program]);
    run(cargo.args(features).current_dir(&workspace.root))?;
    Ok(workspace.target().join("tools").join(format!("{program}{EXE_SUFFIX}")))
}
