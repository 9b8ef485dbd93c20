//! Chromium and its driver: the browser that the tests run in.

use std::env;
use std::path::{Path, PathBuf};

use super::{Log, Step};
use crate::debian;
use crate::failure::{Failure, Outcome};
use crate::process::{ask, command, on_path};
use crate::workspace::Workspace;

pub const STEP: Step = Step {
    name: "Chromium and its driver",
    usual: "30 s",
    advice: "install Chromium (or Chrome) and the chromedriver of the same version so that both are on PATH, \
             or set CHROMEDRIVER to the driver; then run this again",
    done: |_| chromium().is_some() && chromedriver().is_some(),
    run,
};

/// Debian's Chromium is used where it is; elsewhere Playwright wants the one that it was made for.
pub const PLAYWRIGHT_STEP: Step = Step {
    name: "Playwright's browser",
    usual: "1 min",
    advice: "run `npx playwright install chromium`, or install a Chromium as /usr/bin/chromium; then run this again",
    done: |workspace| Path::new("/usr/bin/chromium").is_file() || playwright_has_its_own(workspace),
    run: |workspace, log| {
        let mut playwright = command(workspace.npm_bin("playwright"));
        log.run(playwright.args(["install", "chromium"]).current_dir(&workspace.root))
    },
};

fn playwright_has_its_own(workspace: &Workspace) -> bool {
    let place = "console.log(require('@playwright/test').chromium.executablePath())";
    let file = ask(command("node").args(["--eval", place]).current_dir(&workspace.root));
    file.is_some_and(|file| Path::new(&file).is_file())
}

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
