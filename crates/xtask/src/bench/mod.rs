//! `cargo xtask bench`: measures the API and the interface. It never tests: results depend on the machine.
//!
//! This module prepares databases and servers. `bench/api.js` and `bench/ui.js` measure and print a table.

mod background;
mod databases;
mod document;
mod postgres;
mod roster;

use clap::{Args, ValueEnum};
use serde::Serialize;

use self::databases::{Databases, Sqlite};
use self::postgres::Postgres;
use self::roster::{ADMINISTRATOR, PASSWORD, Roster, Server};
use crate::build::{self, Mode};
use crate::failure::{Context, Failure, Outcome};
use crate::lock;
use crate::process::{command, watch};
use crate::server::{self, Profile};
use crate::setup;
use crate::workspace::Workspace;

/// What is measured, and how much of it.
#[derive(Args)]
pub struct Options {
    /// Only this part
    part: Option<Part>,
    /// Check that it works: a minute on small lists with a development build; docs/performance.md stays as it is
    #[arg(long = "try")]
    is_try: bool,
}

/// A part of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The list of members, requested at fixed rates
    Api,
    /// The list of users in a browser, beside two peers
    Ui,
}

/// The size of a run.
struct Size {
    /// Members in the databases of the API's part.
    api_members: &'static [u64],
    /// Seconds for each kind of request.
    seconds: u64,
    /// Members in the database of the interface's part.
    ui_members: u64,
    rounds: u64,
    profile: Profile,
}

const FULL: Size = Size {
    api_members: &[1000, 100_000, 1_000_000],
    seconds: 10,
    ui_members: 100_000,
    rounds: 15,
    profile: Profile::Dist,
};
const TRY: Size = Size { api_members: &[1000], seconds: 1, ui_members: 1000, rounds: 1, profile: Profile::Dev };

/// Sets up what is missing, measures, and updates docs/performance.md.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let size = if options.is_try { TRY } else { FULL };
    let folder = workspace.target().join("bench");
    let _lock = lock::acquire(&folder, "benchmark")?;
    setup::run(workspace, setup::BENCH)?;
    build::run(workspace, Mode::Release)?;
    let roster = Roster { program: server::build(workspace, size.profile)?, folder };
    let parts = options.part.map_or_else(|| Part::value_variants().to_vec(), |part| vec![part]);
    for part in parts {
        let table = match part {
            Part::Api => api(workspace, &roster, &size)?,
            Part::Ui => ui(workspace, &roster, &size)?,
        };
        if !options.is_try {
            document::write(workspace, part, &table)?;
            println!("• written to {}", document::PATH);
        }
    }
    Ok(())
}

/// A server as `bench/api.js` reads it.
#[derive(Serialize)]
struct Target {
    engine: &'static str,
    members: u64,
    origin: String,
    /// The API key of a program that asks who has access.
    key: String,
}

fn api(workspace: &Workspace, roster: &Roster, size: &Size) -> Outcome<String> {
    let sqlite = Sqlite(roster.folder.clone());
    let postgres = Postgres::start(&roster.folder)?;
    let engines: [&dyn Databases; 2] = [&sqlite, &postgres];
    let (mut servers, mut targets) = (Vec::new(), Vec::new());
    for databases in engines {
        for members in size.api_members {
            let (server, key) = start(workspace, roster, databases, *members)?;
            targets.push(Target { engine: databases.engine(), members: *members, origin: server.origin(), key });
            servers.push(server);
        }
    }
    let oha = setup::oha::program(workspace).ok_or_else(|| Failure::new("oha is not installed"))?;
    let targets = serde_json::to_string(&targets).context("listing the servers")?;
    measure(workspace, &["bench/api.js", &oha.to_string_lossy(), &size.seconds.to_string(), &targets])
}

fn ui(workspace: &Workspace, roster: &Roster, size: &Size) -> Outcome<String> {
    let (server, _) = start(workspace, roster, &Sqlite(roster.folder.clone()), size.ui_members)?;
    measure(workspace, &["bench/ui.js", &server.origin(), &size.rounds.to_string()])
}

/// A server with this many members, and an API key.
fn start(workspace: &Workspace, roster: &Roster, databases: &dyn Databases, members: u64) -> Outcome<(Server, String)> {
    let key = databases::ensure(workspace, roster, databases, members)?;
    let server = roster.serve(&databases.url(members), &format!("{}-{members}", databases.engine()))?;
    Ok((server, key))
}

/// Runs a script, which shows its progress on standard error; returns the table that it prints.
fn measure(workspace: &Workspace, words: &[&str]) -> Outcome<String> {
    let mut node = command("node");
    node.args(words).current_dir(&workspace.root);
    node.env("BENCH_EMAIL", ADMINISTRATOR).env("BENCH_PASSWORD", PASSWORD);
    let ended = watch(&mut node)?;
    if ended.success { Ok(ended.output) } else { Err(Failure::new(format!("{} failed", words[0]))) }
}
