//! `cargo xtask kill`: the tests of `crates/roster/tests/process/durability`, with many more rounds.

use clap::{Args, ValueEnum};

use crate::check;
use crate::failure::Outcome;
use crate::process::run as run_program;
use crate::setup;
use crate::workspace::Workspace;

/// What is killed, and how often.
#[derive(Args)]
pub struct Options {
    /// Only on this engine
    #[arg(long)]
    engine: Option<Engine>,
    /// How often; usually 200 times on SQLite and 50 times on PostgreSQL
    #[arg(long)]
    rounds: Option<u32>,
}

/// An engine, as the names of its tests spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

/// Kills servers over one engine or both. Fails when anything acknowledged is lost, or anything is there in part.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let engines = options.engine.map_or_else(|| Engine::value_variants().to_vec(), |engine| vec![engine]);
    if engines.contains(&Engine::Postgres) {
        setup::run(workspace, &[&setup::postgres::STEP])?;
    }
    for engine in engines {
        let (other, usual) = match engine {
            Engine::Sqlite => ("postgres", 200),
            Engine::Postgres => ("sqlite", 50),
        };
        let mut tests = check::test_program(workspace, "process", &["durability::", "--skip", other]);
        run_program(tests.env("ROSTER_KILL_ROUNDS", options.rounds.unwrap_or(usual).to_string()))?;
    }
    Ok(())
}
