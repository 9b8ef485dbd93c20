//! `cargo xtask check`: the quick loop while working; and the native half of the tests.

use std::process::Command;

use crate::failure::Outcome;
use crate::hash;
use crate::process::{ask, command, on_path, run as run_program};
use crate::workspace::Workspace;

/// The test program that needs a database.
const API: &str = "api";

/// Format, lints and native tests; stops at the first that fails.
pub fn run(workspace: &Workspace) -> Outcome {
    format(workspace)?;
    compile(workspace)?;
    dependencies(workspace)?;
    run_program(&mut unit_tests(workspace)?)
}

/// Everything that Roster depends on is allowed by deny.toml, if cargo-deny is installed. A test looks at the licences and
/// sources on every machine.
fn dependencies(workspace: &Workspace) -> Outcome {
    if on_path("cargo-deny").is_none() {
        return Ok(());
    }
    run_program(cargo(workspace).args(["deny", "check", "licenses", "bans", "sources"]))
}

/// All Rust is formatted.
pub fn format(workspace: &Workspace) -> Outcome {
    run_program(cargo(workspace).args(["fmt", "--all", "--check"]))
}

/// Compiles everything native, tests included, and fails on any warning.
pub fn compile(workspace: &Workspace) -> Outcome {
    run_program(linted(workspace).args(["test", "--quiet", "--locked", "--no-run"]).args(SELECTION))?;
    // In the profile in which it is used, so that its dependencies are compiled once.
    run_program(linted(workspace).args(["build", "--quiet", "--locked", "--profile", "tools"]).args(WASM_TOOLS))
}

/// A cargo whose compiler for the workspace's own crates is Clippy, and for which every warning is an error. The lints then
/// cost no second compilation of all dependencies.
fn linted(workspace: &Workspace) -> Command {
    let mut cargo = cargo(workspace);
    // Both as `cargo clippy` sets them.
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    cargo.env("CLIPPY_ARGS", "--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    cargo
}

/// The packages of every native test. It must stay the same everywhere: another selection enables other features and compiles
/// everything again. `wasm-tools` has no tests of its own: the browser tests use what it builds.
const SELECTION: [&str; 3] = ["--workspace", "--exclude", "wasm-tools"];

/// The package that [`SELECTION`] leaves out.
const WASM_TOOLS: [&str; 4] = ["--package", "wasm-tools", "--features", "tests"];

/// cargo's tests.
fn native_tests(workspace: &Workspace) -> Command {
    let mut cargo = linted(workspace);
    cargo.args(["test", "--locked", "--no-fail-fast"]).args(SELECTION);
    cargo
}

/// The API suite, on both databases; one line for each test.
pub fn api_tests(workspace: &Workspace) -> Command {
    let mut cargo = native_tests(workspace);
    cargo.args(["--test", API]);
    if let Some(folder) = memory() {
        cargo.env("TMPDIR", folder);
    }
    cargo
}

/// Some of the tests of one program, with what they print.
pub fn test_program(workspace: &Workspace, name: &str, which: &[&str]) -> Command {
    let mut cargo = native_tests(workspace);
    cargo.args(["--test", name, "--", "--nocapture"]).args(which);
    cargo
}

/// A folder in memory with room for the databases of the tests, which are created by the hundred; on Linux.
fn memory() -> Option<&'static str> {
    const ROOM: u64 = 1024; // MiB
    let folder = "/dev/shm";
    let said = ask(command("df").args(["--output=avail", "--block-size=1M", folder]))?;
    let room: u64 = said.lines().last()?.trim().parse().ok()?;
    (room >= ROOM).then_some(folder)
}

/// Everything native but the API suite.
pub fn unit_tests(workspace: &Workspace) -> Outcome<Command> {
    let mut cargo = native_tests(workspace);
    cargo.args(["--quiet", "--lib", "--bins"]);
    for name in integration_tests(workspace)? {
        cargo.args((name != API).then(|| format!("--test={name}")));
    }
    Ok(cargo)
}

/// The tests of the scripts that build the app, by node's own runner.
pub fn script_tests(workspace: &Workspace) -> Outcome<Command> {
    let mut node = command("node");
    node.args(["--test", "--test-reporter=tap"]).current_dir(&workspace.root);
    let files = hash::files(&workspace.root.join("trunk"))?;
    node.args(files.iter().filter(|file| file.to_string_lossy().ends_with(".test.js")));
    Ok(node)
}

/// The test programs of all crates: `crates/*/tests/<name>/main.rs`.
fn integration_tests(workspace: &Workspace) -> Outcome<Vec<String>> {
    let crates = workspace.root.join("crates");
    let mains = hash::files(&crates)?.into_iter().filter(|file| file.ends_with("main.rs"));
    let names = mains.filter_map(|main| {
        let folder = main.parent()?;
        let is_test = folder.parent()?.file_name()? == "tests";
        is_test.then(|| folder.file_name().map(|name| name.to_string_lossy().into_owned()))?
    });
    Ok(names.collect())
}

/// Compiles the server just as the tests do, so that nothing is compiled twice.
pub fn server(workspace: &Workspace) -> Command {
    let mut cargo = linted(workspace);
    cargo.args(["build", "--quiet", "--locked", "--bin", "roster"]).args(SELECTION);
    cargo
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(&workspace.root);
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_program_is_found() {
        let workspace = Workspace::locate().unwrap();
        let found = integration_tests(&workspace).unwrap();
        assert!(found.contains(&"policy".to_owned()), "{found:?}");
        let scripts = script_tests(&workspace).unwrap();
        assert!(scripts.get_args().any(|word| word.to_string_lossy().ends_with("compress.test.js")), "{scripts:?}");
    }
}
