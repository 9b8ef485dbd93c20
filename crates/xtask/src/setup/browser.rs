//! Chromium and its driver: the browser that the tests run in.

use std::env;
use std::path::PathBuf;

use super::{Log, Step};
use crate::debian;
use crate::failure::{Failure, Outcome};
use crate::process::on_path;
use crate::workspace::Workspace;

pub const STEP: Step = Step {
    name: "Chromium and its driver",
    usual: "30 s",
    advice: "install Chromium (or Chrome) and the chromedriver of the same version so that both are on PATH, \
             or set CHROMEDRIVER to the driver; then run this again",
    done: |_| chromium().is_some() && chromedriver().is_some(),
    run,
};

/// The browser.
fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(on_path)
}

/// The driver of wasm-bindgen's tests: `CHROMEDRIVER`, or the one on `PATH`.
pub fn chromedriver() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from).filter(|file| file.is_file());
    named.or_else(|| on_path("chromedriver"))
}

fn run(_: &Workspace, log: &Log) -> Outcome {
    if !debian::can_install() {
        return Err(Failure::new("Chromium or chromedriver was not found"));
    }
    debian::install(log, &["chromium", "chromium-driver"])
}
