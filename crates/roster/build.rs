//! Builds the program anew when the app's files change.
//!
//! The program is a package of its own so that the server is not compiled again for another app.

use std::{env, fs};

/// Where the app is built, as `main.rs` has it.
const APP: &str = "../../dist";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={APP}");
        return;
    }
    // A debug binary reads the app's files while it runs, but only below a folder that was there when it was compiled.
    if let Err(error) = fs::create_dir_all(APP) {
        println!("cargo::warning=this debug binary will not find the app, for which there can be no folder: {error}");
    }
}
