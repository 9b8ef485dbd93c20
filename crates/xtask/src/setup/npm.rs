//! The npm packages of the lock files: esbuild, binaryen and Playwright at the root; React and TanStack for the peer that the
//! interface is measured beside.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Log, Step};
use crate::failure::{Context, Outcome};
use crate::hash;
use crate::process::command;

/// The folder of the peer that has packages.
const PEER: &str = "bench/peers/react-tanstack";

const ADVICE: &str =
    "check that npm is installed (it comes with Node) and that its registry can be reached, then run this again";

pub const STEP: Step = Step {
    name: "npm packages",
    usual: "10 s",
    advice: ADVICE,
    done: |workspace| is_current(&workspace.root),
    run: |workspace, log| install(&workspace.root, log),
};

pub const PEER_STEP: Step = Step {
    name: "npm packages of the React peer",
    usual: "5 s",
    advice: ADVICE,
    done: |workspace| is_current(&workspace.root.join(PEER)),
    run: |workspace, log| install(&workspace.root.join(PEER), log),
};

/// Holds the hash of the lock file that `node_modules` was installed from.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("node_modules/.roster-stamp")
}

fn lock_hash(folder: &Path) -> Outcome<String> {
    let file = folder.join("package-lock.json");
    Ok(hash::of(&fs::read(&file).context(file.display())?))
}

fn is_current(folder: &Path) -> bool {
    let installed = fs::read_to_string(stamp(folder)).ok();
    installed.is_some() && installed == lock_hash(folder).ok()
}

fn install(folder: &Path, log: &Log) -> Outcome {
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    log.run(command("npm").args(arguments).current_dir(folder))?;
    fs::write(stamp(folder), lock_hash(folder)?).context("marking the npm packages as installed")
}
