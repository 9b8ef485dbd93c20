//! Compiling what finishes the linked module, and what runs its tests: the package `wasm-tools`.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::process::{command, run};
use crate::workspace::Workspace;

/// Compiles what finishes the module.
pub fn build(workspace: &Workspace) -> Outcome {
    compile(workspace, &["--bin", "wasm-tools"])
}

/// The program that finishes the module, once it is built.
pub fn program(workspace: &Workspace) -> PathBuf {
    workspace.target().join("tools/wasm-tools")
}

/// Compiles what runs the tests of a module, and returns the program.
pub fn test_runner(workspace: &Workspace) -> Outcome<PathBuf> {
    compile(workspace, &["--bin", "wasm-test-runner", "--features", "tests"])?;
    Ok(workspace.target().join("tools/wasm-test-runner"))
}

fn compile(workspace: &Workspace, what: &[&str]) -> Outcome {
    let mut cargo = command("cargo");
    cargo.args(["build", "--quiet", "--locked", "--profile", "tools", "--package", "wasm-tools"]).args(what);
    run(cargo.current_dir(&workspace.root))
}
