//! Chromium and its driver: the browser that the tests run in.

use std::env;
use std::path::{Path, PathBuf};

use super::{Log, Step, debian};
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

/// On Debian Chromium's headless shell, which does the same work in half the time. Elsewhere the browser that Playwright was
/// made for, which includes it. `tests/e2e/playwright.config.js` looks for them in this order, Debian's Chromium last.
pub const PLAYWRIGHT_STEP: Step = Step {
    name: "Playwright's browser",
    usual: "1 min",
    advice: "run `npx playwright install chromium`, or install a Chromium as /usr/bin/chromium; then run this again",
    done: |workspace| {
        let complete = Path::new(HEADLESS_SHELL).is_file() || playwright_has_its_own(workspace);
        complete || has_debian_chromium() && !debian::can_install()
    },
    run: |workspace, log| {
        if debian::can_install() {
            let installed = debian::install(log, &["chromium-headless-shell"]);
            // A release of Debian may lack the package: the tests then take longer.
            return if has_debian_chromium() { Ok(()) } else { installed };
        }
        let mut playwright = command(workspace.npm_bin("playwright"));
        log.run(playwright.args(["install", "chromium"]).current_dir(&workspace.root))
    },
};

const HEADLESS_SHELL: &str = "/usr/bin/chromium-headless-shell";

fn has_debian_chromium() -> bool {
    Path::new("/usr/bin/chromium").is_file()
}

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
