//! `cargo xtask bench ui`: the list of users in a browser, beside the same list in React.
//!
//! The peers are in bench/peers, what works the browser and reads its traces in bench/ui. Here everything is made ready,
//! started on its core, and put into words: what the numbers say is computed in this module and nowhere else.

mod bootstrap;
mod driver;
mod front;
mod markdown;
mod metric;
mod prepare;
mod report;
mod samples;
mod targets;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};

use self::driver::Source as Site;
use self::front::Front;
use self::prepare::{Ready, prepare};
use self::report::Report;
use self::samples::{App, Samples};
use super::DOCUMENT;
use super::api::Credentials;
use super::cores::Cores;
use super::databases::Databases;
use super::document::{self, Place};
use super::machine::Machine;
use super::program::{Program, Server};
use super::seeded::ADMINISTRATOR;
use super::sqlite::Sqlite;
use crate::failure::{Context, Outcome};
use crate::lock;
use crate::setup::minutes;
use crate::workspace::Workspace;

/// How many members the lists have that are searched.
const SIZES: [u64; 3] = [1000, 100_000, 1_000_000];
/// What is not a search is measured on the list of this size, or the largest that is smaller.
const BASE: u64 = 100_000;
/// So many rounds make a report.
const ROUNDS: u16 = 25;
/// Decides the order in which the apps take their turns.
const SEED: u64 = 1;
/// What Roster is compiled from, and the peers.
const SOURCES: [&str; 11] = [
    "crates/roster",
    "crates/server",
    "crates/api-types",
    "crates/wasm-tools",
    "src",
    "style",
    "public",
    "index.html",
    "bench",
    "Cargo.lock",
    "package-lock.json",
];
/// The site of the demo, whose support agent belongs to hundreds of organizations.
const DEMO: &str = "demo";
const SUPPORT: Credentials = Credentials { email: "sam@support.example", password: "roster-demo-password" };

/// What the driver can measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scenario {
    /// A first visit
    Cold,
    /// A visit with everything in the cache; another order; opening a user
    Warm,
    /// A key in the search
    Keystroke,
    /// Opening the switcher
    Switcher,
    /// Heap and memory
    Memory,
    /// Frames while scrolling
    Scrolling,
}

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// How many rounds
    #[arg(long, default_value_t = ROUNDS, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// How many members the lists that are searched have, at least 1,000
    #[arg(long, value_delimiter = ',', default_values_t = SIZES, value_parser = clap::value_parser!(u64).range(1000..))]
    sizes: Vec<u64>,
    /// Only these
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<Scenario>,
    /// Keep the databases in this folder, and use those that are there
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Write docs/performance.md after a run of a part, too
    #[arg(long)]
    write: bool,
    /// Measure this `roster`, with the app inside, instead of building one
    #[arg(long, value_name = "PROGRAM")]
    server: Option<PathBuf>,
}

impl Options {
    /// Whether everything is measured that the document tells of.
    fn is_full(&self) -> bool {
        let all = SIZES.iter().all(|size| self.sizes.contains(size));
        all && self.only.is_empty() && self.rounds >= ROUNDS
    }

    /// The sizes, the smallest first, each once.
    fn sizes(&self) -> Vec<u64> {
        let mut sizes = self.sizes.clone();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }
}

/// The size that everything but the search is measured on.
fn base(sizes: &[u64]) -> u64 {
    sizes.iter().copied().filter(|size| *size <= BASE).max().or_else(|| sizes.first().copied()).unwrap_or(BASE)
}

/// Sets up what is missing, measures, and tells.
///
/// # Errors
/// When the set-up fails, or something cannot be measured.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let cores = Cores::choose();
    let machine = Machine::look(workspace, cores, options.server.is_none().then_some(&SOURCES));
    let folder = workspace.target().join("bench");
    let started = Instant::now();
    let Ready { program, databases, peers } = prepare(workspace, options, &folder)?;
    let _lock = lock::acquire(&folder, "benchmark")?;
    let bench = Bench { workspace, options, program: &program, folder: &folder, cores };
    let samples = stage("measuring", || bench.measure(&databases, peers))?;
    let sizes = options.sizes();
    let report = Report::new(machine, options.rounds.into(), &sizes, base(&sizes), samples);
    println!("• all of it took {}\n", minutes(started.elapsed()));
    tell(workspace, options, &report)
}

/// Does a part of the run, and says how long it took.
fn stage<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let started = Instant::now();
    let done = work()?;
    println!("• {name} took {}", minutes(started.elapsed()));
    Ok(done)
}

/// What everything is measured with.
struct Bench<'a> {
    workspace: &'a Workspace,
    options: &'a Options,
    program: &'a Program,
    folder: &'a Path,
    cores: Option<Cores>,
}

impl Bench<'_> {
    fn measure(&self, databases: &Sqlite, peers: BTreeMap<App, PathBuf>) -> Outcome<Samples> {
        let sizes = self.options.sizes();
        let servers = self.serve(databases, &sizes)?;
        let addresses = servers.iter().map(|(name, (server, _))| (name.clone(), server.address)).collect();
        let settings = front::Settings { servers: addresses, peers, own: vec![App::Ours, App::OursAgain] };
        let front = Front::start(self.workspace, &settings, self.cores)?;
        let sites = servers.iter().map(|(name, (server, who))| (name.clone(), Site::new(server.address, *who)));
        let settings = driver::Settings {
            port: front.port,
            servers: sites.collect(),
            sizes: sizes.iter().map(u64::to_string).collect(),
            base: base(&sizes).to_string(),
            rounds: self.options.rounds.into(),
            only: self.options.only.iter().filter_map(name).collect(),
            seed: SEED,
            before_browser: Cores::load_prefix(self.cores),
            out: self.folder.join("ui-samples.json"),
        };
        println!("• measuring (usually 15 min for 25 rounds)");
        driver::drive(self.workspace, &settings, self.folder, self.cores)
    }

    /// A server for each size and one for the demo, by the names of their sites, with who signs in there.
    fn serve(&self, databases: &Sqlite, sizes: &[u64]) -> Outcome<BTreeMap<String, (Server, Credentials)>> {
        let log = |name: &str| self.folder.join(format!("ui-{name}.log"));
        let mut servers = BTreeMap::new();
        for members in sizes {
            let name = members.to_string();
            let server = self.program.serve(&databases.url(*members), &log(&name), self.cores)?;
            servers.insert(name, (server, ADMINISTRATOR));
        }
        servers.insert(DEMO.to_owned(), (self.program.demo(&log(DEMO), self.cores)?, SUPPORT));
        Ok(servers)
    }
}

/// As the driver calls it.
fn name(scenario: &Scenario) -> Option<String> {
    scenario.to_possible_value().map(|value| value.get_name().to_owned())
}

/// On the terminal, as JSON, and in the document.
fn tell(workspace: &Workspace, options: &Options, report: &Report) -> Outcome {
    let text = markdown::render(report);
    println!("{text}");
    let json = workspace.target().join("bench/ui.json");
    let everything = serde_json::to_string_pretty(report).context(json.display())?;
    fs::write(&json, everything).context(json.display())?;
    println!("• written to {}", json.display());
    if options.write || options.is_full() {
        document::write(&workspace.root.join(DOCUMENT), Place::Ui, &text)?;
        println!("• written to {DOCUMENT}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn options(words: &[&str]) -> Options {
        Line::parse_from(std::iter::once(&"bench").chain(words)).options
    }

    #[test]
    fn only_a_run_of_everything_is_full() {
        assert!(options(&[]).is_full());
        assert!(options(&["--rounds", "40"]).is_full());
        assert!(!options(&["--rounds", "3"]).is_full());
        assert!(!options(&["--sizes", "1000"]).is_full());
        assert!(!options(&["--only", "warm"]).is_full());
    }

    #[test]
    fn everything_but_the_search_is_measured_among_as_many_as_there_are_up_to_a_hundred_thousand() {
        assert_eq!(base(&SIZES), 100_000);
        assert_eq!(base(&[1000, 1_000_000]), 1000);
        assert_eq!(base(&[1_000_000]), 1_000_000);
    }

    #[test]
    fn sizes_are_in_order_and_unlike() {
        assert_eq!(options(&["--sizes", "100000,1000,100000"]).sizes(), [1000, 100_000]);
    }

    #[test]
    fn scenarios_are_called_as_the_driver_calls_them() {
        assert_eq!(name(&Scenario::Keystroke).unwrap(), "keystroke");
    }
}
