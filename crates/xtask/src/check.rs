//! `cargo xtask check`: the quick loop while working; and the native half of the tests.

use std::process::Command;

use crate::failure::Outcome;
use crate::process::{command, run as run_program};
use crate::workspace::Workspace;

/// Format, lints and native tests; stops at the first that fails.
pub fn run(workspace: &Workspace) -> Outcome {
    format(workspace)?;
    lints(workspace)?;
    run_program(&mut unit_tests(workspace))
}

/// All Rust is formatted.
pub fn format(workspace: &Workspace) -> Outcome {
    run_program(cargo(workspace).args(["fmt", "--all", "--check"]))
}

/// No lint has anything to say.
pub fn lints(workspace: &Workspace) -> Outcome {
    let arguments = ["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    run_program(cargo(workspace).args(arguments))
}

/// cargo's tests of the whole workspace: always the whole, because another selection of packages selects other features
/// and compiles everything again.
pub fn native_tests(workspace: &Workspace) -> Command {
    let mut cargo = cargo(workspace);
    cargo.args(["test", "--quiet", "--locked", "--workspace", "--no-fail-fast"]);
    cargo
}

/// Everything native but the API suite, which runs once for each database.
pub fn unit_tests(workspace: &Workspace) -> Command {
    let mut cargo = native_tests(workspace);
    cargo.args(["--lib", "--bins", "--test", "policy", "--test", "edge"]);
    cargo
}

/// Compiles the server just as the tests do, so that nothing is compiled twice.
pub fn server(workspace: &Workspace) -> Command {
    let mut cargo = cargo(workspace);
    cargo.args(["build", "--quiet", "--locked", "--workspace", "--bin", "roster"]);
    cargo
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(&workspace.root);
    cargo
}
