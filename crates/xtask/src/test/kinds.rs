//! How each kind of test is run.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use super::count::{self, Count};
use super::report::Part;
use crate::build::{self, Mode, wasm_tools};
use crate::check;
use crate::failure::{Context, Failure, Outcome};
use crate::process::{command, run, watch};
use crate::setup::chromedriver;
use crate::setup::minutes;
use crate::setup::wasm_target::{Compiler, WASM};
use crate::workspace::Workspace;

/// Format, and the compilation with its lints: nothing to count.
pub fn checks(workspace: &Workspace) -> Vec<Part> {
    vec![checked("format", || check::format(workspace)), checked("compiling, lints", || check::compile(workspace))]
}

/// Everything native but the API suite, and the scripts that build the app.
pub fn unit(workspace: &Workspace) -> Vec<Part> {
    vec![
        counted("unit", || cargo_tests(&mut check::unit_tests(workspace)?)),
        counted("scripts", || {
            let ended = watch(&mut check::script_tests(workspace)?)?;
            Ok((count::tap(&ended.output), ended.success))
        }),
    ]
}

/// The API suite: one program in which every test runs on each database, and its name ends with the database's.
pub fn api(workspace: &Workspace) -> Vec<Part> {
    println!("\n• API on SQLite and PostgreSQL");
    let started = Instant::now();
    let ran = watch(&mut check::api_tests(workspace)).map_err(|failure| failure.to_string());
    let took = started.elapsed();
    let on = |name: &str, engine: &str| name.rsplit("::").next() == Some(engine);
    let count = |ours: &dyn Fn(&str) -> bool| {
        let ended = ran.as_ref().map_err(Clone::clone)?;
        let count = count::named(&ended.output, ours);
        // The program fails as a whole: only the part with the failed tests is to blame, if there is one.
        Ok((count, ended.success || count::libtest(&ended.output).failed > 0))
    };
    vec![
        part("API on SQLite", count(&|name| on(name, "sqlite")), Some(took)),
        part("API on PostgreSQL", count(&|name| on(name, "postgres")), None),
        part("API contract", count(&|name| !on(name, "sqlite") && !on(name, "postgres")), None),
    ]
}

/// wasm-bindgen's tests in headless Chromium.
pub fn browser(workspace: &Workspace) -> Vec<Part> {
    vec![counted("browser", || {
        let compiler = Compiler::choose().ok_or_else(|| Failure::new("no compiler with the wasm32 target"))?;
        let driver = chromedriver().ok_or_else(|| Failure::new("no chromedriver"))?;
        let mut cargo = command(compiler.cargo());
        compiler.prepare(&mut cargo, workspace, &[]);
        cargo.args(["test", "--locked", "--package", "roster-web", "--test", "browser", "--target", WASM]);
        let runner = wasm_tools::test_runner(workspace)?;
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", driver);
        cargo_tests(cargo.current_dir(&workspace.root))
    })]
}

/// The app as shipped has to build and to keep its budget.
pub fn build(workspace: &Workspace) -> Vec<Part> {
    vec![checked("app within its budget", || build::within_budget(workspace))]
}

/// Playwright starts the demo itself; the program is the one that the API suite has compiled already.
pub fn end_to_end(workspace: &Workspace) -> Vec<Part> {
    let started = Instant::now();
    let ran = playwright(workspace);
    let took = started.elapsed();
    if let Ok((report, _)) = &ran {
        println!("\nThe slowest files (two run at a time):");
        for (file, took) in count::slowest(report) {
            println!("  {file:<40}{:>14}", minutes(took));
        }
    }
    let parts = [("end-to-end", false), ("accessibility (axe)", true)];
    let count = |axe| {
        ran.as_ref().map_err(ToString::to_string).and_then(|(report, success)| {
            Ok((count::playwright(report, axe).map_err(|failure| failure.to_string())?, *success))
        })
    };
    parts.map(|(name, axe)| part(name, count(axe), (!axe).then_some(took))).into()
}

/// The report of a run of Playwright, and whether it ended well.
fn playwright(workspace: &Workspace) -> Outcome<(String, bool)> {
    let report = workspace.scratch().join("e2e.json");
    // A report of an earlier run must not be counted again.
    fs::write(&report, "").context(report.display())?;
    build::run(workspace, Mode::Release)?;
    run(&mut check::server(workspace))?;
    let mut playwright = command(workspace.npm_bin("playwright"));
    playwright.args(["test", "--config", "tests/e2e", "--reporter", "list,json"]).current_dir(&workspace.root);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    playwright.env("ROSTER_BIN", workspace.target().join("debug/roster"));
    let success = watch(&mut playwright)?.success;
    Ok((fs::read_to_string(&report).context(report.display())?, success))
}

fn cargo_tests(cargo: &mut Command) -> Outcome<(Count, bool)> {
    let ended = watch(cargo)?;
    Ok((count::libtest(&ended.output), ended.success))
}

/// Runs a check that has no tests to count.
fn checked(name: &'static str, run: impl FnOnce() -> Outcome) -> Part {
    println!("\n• {name}");
    let started = Instant::now();
    let trouble = run().err().map(|failure| failure.to_string());
    Part { name, count: None, trouble, took: Some(started.elapsed()) }
}

/// Runs tests that are counted.
fn counted(name: &'static str, run: impl FnOnce() -> Outcome<(Count, bool)>) -> Part {
    println!("\n• {name}");
    let started = Instant::now();
    let ended = run().map_err(|failure| failure.to_string());
    part(name, ended, Some(started.elapsed()))
}

fn part(name: &'static str, ended: Result<(Count, bool), String>, took: Option<Duration>) -> Part {
    let (count, trouble) = match ended {
        Ok((count, true)) => (count, None),
        Ok((count, false)) => (count, Some("the runner failed".to_owned())),
        Err(trouble) => (Count::default(), Some(trouble)),
    };
    Part { name, count: Some(count), trouble, took }
}
