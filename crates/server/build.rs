//! Builds anew when something that is compiled in changes: migrations, and the app's files.

use std::{env, fs};

/// Where the app is built, as `edge/assets/files.rs` has it.
const APP: &str = "../../dist";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={APP}");
        return;
    }
    // A debug binary reads the app's files while it runs, but only below a folder that was there when it was compiled.
    if let Err(error) = fs::create_dir_all(APP) {
        println!("cargo::warning=this debug binary will not find the app, for which there can be no folder: {error}");
    }
}
