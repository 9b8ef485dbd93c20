//! The npm packages of `package-lock.json`: esbuild, wasm-opt, Playwright.

use std::fs;
use std::path::PathBuf;

use super::{Log, Step};
use crate::failure::{Context, Failure, Outcome};
use crate::hash;
use crate::process::{command, on_path};
use crate::workspace::Workspace;

pub const STEP: Step = Step {
    name: "npm packages",
    usual: "10 s",
    advice: "check that Node 20 or newer is installed and that the npm registry can be reached, then run this again",
    done,
    run,
};

/// Holds the hash of the lock file that `node_modules` was installed from.
fn stamp(workspace: &Workspace) -> PathBuf {
    workspace.root.join("node_modules/.roster-stamp")
}

fn lock_hash(workspace: &Workspace) -> Outcome<String> {
    let file = workspace.root.join("package-lock.json");
    Ok(hash::of(&fs::read(&file).context(file.display())?))
}

fn done(workspace: &Workspace) -> bool {
    let installed = fs::read_to_string(stamp(workspace)).ok();
    installed.is_some() && installed == lock_hash(workspace).ok()
}

fn run(workspace: &Workspace, log: &Log) -> Outcome {
    if on_path("npm").is_none() {
        return Err(
            Failure::new("npm was not found").next("install Node 20 or newer (it brings npm), then run this again")
        );
    }
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    log.run(command("npm").args(arguments).current_dir(&workspace.root))?;
    fs::write(stamp(workspace), lock_hash(workspace)?).context("marking the npm packages as installed")
}
