//! The command line.

mod admin;
mod api_key;
mod audit;
mod background;
mod backup;
mod demo;
mod failure;
mod logs;
mod openapi;
mod run;
mod secret_key;
mod seed;
mod serve;
mod settings;
mod signals;

use std::{io::Write, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};

use self::failure::Failure;
use crate::http::assets::Files;

/// Organization and user administration for portals.
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
    /// Serves demo data from a temporary database.
    Demo(demo::Demo),
    /// Fills a database with generated members.
    Seed(seed::Seed),
    /// Manages administrators of organizations.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Manages API keys, with which programs call the API.
    #[command(subcommand)]
    ApiKey(api_key::ApiKeys),
    /// Checks the audit log.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Writes a backup of the SQLite database to a new file, while the server runs.
    Backup(backup::Backup),
    /// Puts a backup in the place of the SQLite database.
    Restore(backup::Restore),
    /// Prints the OpenAPI document of the API.
    Openapi,
}

/// Runs the command line with these files of the app. If a command cannot start, it prints one line to stderr and exits
/// with code 2. Code 1 says that the audit log has a fault.
pub fn run(files: Arc<dyn Files>) -> ExitCode {
    let Cli { command } = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let result = runtime.map_err(Failure::Runtime).and_then(|runtime| runtime.block_on(execute(command, files)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure @ Failure::AuditLog(_)) => {
            let _ = writeln!(std::io::stderr(), "roster: {failure}");
            ExitCode::from(1)
        }
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
        Command::ApiKey(command) => command.run().await,
        Command::Audit(audit::Audit::Verify(verify)) => verify.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Openapi => openapi::print(),
    }
}
