//! Roster's chores: `cargo xtask setup | build | serve | demo | test | check | bench | kill`.
#![allow(clippy::print_stdout, reason = "a command-line program speaks on standard output")]

mod bench;
mod build;
mod check;
mod demo;
mod failure;
mod hash;
mod kill;
mod lock;
mod numbers;
mod process;
mod server;
mod setup;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Outcome;
use crate::workspace::Workspace;

/// Roster's chores. Each sets up what it needs and is missing.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Install what builds and tests need besides crates
    Setup,
    /// Build the app into dist/ and print what a visit costs
    Build {
        /// Quick to build, large, not compressed
        #[arg(long)]
        dev: bool,
    },
    /// Serve the app on port 8081 and build it again whenever a file is saved (`trunk serve`)
    Serve,
    /// Build everything and start the demo
    Demo(demo::Options),
    /// Run every test
    Test(test::Options),
    /// The quick loop: format, lints, native tests
    Check,
    /// Measure the API and the interface
    Bench(bench::Options),
    /// Kill the server under writers, again and again, and look for what is lost
    Kill(kill::Options),
    /// Open a browser as soon as the demo answers
    #[command(hide = true)]
    OpenWhenReady { port: u16, address: String },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match Workspace::locate().and_then(|workspace| run(&workspace, arguments.chore)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(workspace: &Workspace, chore: Chore) -> Outcome {
    match chore {
        Chore::Setup => {
            setup::run(workspace, setup::BUILD)?;
            setup::run(workspace, setup::TEST)?;
            println!("Everything is set up.");
            Ok(())
        }
        Chore::Build { dev: false } => build::within_budget(workspace),
        Chore::Build { dev: true } => build::run(workspace, build::Mode::Develop),
        Chore::Serve => build::serve(workspace),
        Chore::Demo(options) => demo::run(workspace, &options),
        Chore::Test(options) => test::run(workspace, &options),
        Chore::Check => check::run(workspace),
        Chore::Bench(options) => bench::run(workspace, &options),
        Chore::Kill(options) => kill::run(workspace, &options),
        Chore::OpenWhenReady { port, address } => demo::open_when_ready(port, &address),
    }
}
