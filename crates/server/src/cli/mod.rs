//! The command line: what can be started, and what is said when it cannot.

mod admin;
mod background;
mod demo;
mod failure;
mod logs;
mod openapi;
mod run;
mod seed;
mod serve;
mod settings;
mod signals;

use std::{io::Write, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};

use self::failure::Failure;
use crate::edge::assets::Files;

/// Organization and user administration that a portal can adopt instead of building it.
#[derive(Parser)]
#[command(name = "roster", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the app and its API.
    Serve(serve::Serve),
    /// Serves made-up organizations from a database that is gone afterwards.
    Demo(demo::Demo),
    /// Fills a database with made-up members.
    Seed(seed::Seed),
    /// Manages those who administer an organization.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Prints the OpenAPI document of the API.
    Openapi,
}

/// Does what the command line asks for, with these files of the app. Whatever keeps it from starting is one sentence on standard error and exit
/// code 2.
pub fn run(files: Arc<dyn Files>) -> ExitCode {
    let Cli { command } = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let result = runtime.map_err(Failure::Runtime).and_then(|runtime| runtime.block_on(execute(command, files)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(std::io::stderr(), "roster: {failure}");
            ExitCode::from(2)
        }
    }
}

async fn execute(command: Command, files: Arc<dyn Files>) -> Result<(), Failure> {
    match command {
        Command::Serve(serve) => serve.run(files).await,
        Command::Demo(demo) => demo.run(files).await,
        Command::Seed(seed) => seed.run().await,
        Command::Admin(admin::Admin::Create(create)) => create.run().await,
        Command::Openapi => openapi::print(),
    }
}
