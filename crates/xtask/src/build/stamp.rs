//! Remembers what `dist` was built from, so that an unchanged app is not built again.

use std::fs;
use std::path::PathBuf;

use super::Mode;
use crate::failure::{Context, Outcome};
use crate::hash;
use crate::workspace::Workspace;

/// Everything that the app is made of, and what builds it.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/api-types/Cargo.toml",
    "crates/api-types/src",
    "crates/wasm-tools",
    "crates/xtask/src/build",
    "crates/xtask/src/setup/wasm_target.rs",
    "index.html",
    "package-lock.json",
    "public",
    "src",
    "style",
    "trunk",
];

fn file(workspace: &Workspace) -> PathBuf {
    workspace.scratch().join("dist.stamp")
}

/// What a build started now would be made of.
pub fn now(workspace: &Workspace, mode: Mode) -> Outcome<String> {
    Ok(format!("{mode:?} {}", hash::of_tree(&workspace.root, INPUTS)?))
}

/// Whether `dist` was made from just this.
pub fn is_current(workspace: &Workspace, stamp: &str) -> bool {
    let built = fs::read_to_string(file(workspace)).ok();
    workspace.dist().join("index.html").exists() && built.as_deref() == Some(stamp)
}

/// Notes what `dist` has been made from.
pub fn set(workspace: &Workspace, stamp: &str) -> Outcome {
    fs::write(file(workspace), stamp).context("noting what the app was built from")
}

/// Forgets it while a build is on the way.
pub fn clear(workspace: &Workspace) -> Outcome {
    fs::create_dir_all(workspace.scratch()).context(workspace.scratch().display())?;
    fs::write(file(workspace), "").context("noting that the app is being built")
}
