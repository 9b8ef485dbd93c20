//! `cargo xtask bench`: measures, and never tests: what it finds depends on the machine.

mod api;
mod at_end;
mod case;
mod computing;
mod cores;
mod databases;
mod document;
mod http;
mod load;
mod machine;
mod markdown;
mod postgres;
mod program;
mod random;
mod report;
mod requests;
mod scenario;
mod seeded;
mod sqlite;
mod table;
mod targets;
mod terms;
mod timing;
mod ui;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, Subcommand};

use self::case::Bench;
use self::cores::Cores;
use self::databases::{Databases, Engine};
use self::document::Place;
use self::machine::Machine;
use self::postgres::Postgres;
use self::program::Program;
use self::report::{Case, Report};
use self::seeded::Source;
use self::sqlite::Sqlite;
use crate::failure::{Context, Outcome};
use crate::lock;
use crate::server::{self, Profile};
use crate::setup::{self, minutes};
use crate::workspace::Workspace;

/// Where the report is read.
const DOCUMENT: &str = "docs/performance.md";
const SIZES: [u64; 3] = [1000, 100_000, 1_000_000];
/// What the server is compiled from.
const SOURCES: [&str; 4] = ["crates/roster", "crates/server", "crates/api-types", "Cargo.lock"];
const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// What can be measured.
#[derive(Subcommand)]
pub enum Subject {
    /// The list of members, asked for at fixed rates; a full run is written to docs/performance.md
    Api(Options),
    /// The list of users in a browser, beside the same in React; a full run is written to docs/performance.md
    Ui(ui::Options),
}

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// How many members, at least 1,000
    #[arg(long, value_delimiter = ',', default_values_t = SIZES, value_parser = clap::value_parser!(u64).range(1000..))]
    sizes: Vec<u64>,
    /// On which databases
    #[arg(long, value_delimiter = ',', value_enum, default_values_t = ENGINES)]
    engines: Vec<Engine>,
    /// How long each scenario runs
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
    /// Keep the databases in this folder, and use those that are there
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Write docs/performance.md after a run of a part, too
    #[arg(long)]
    write: bool,
    /// Measure this `roster` instead of building one
    #[arg(long, value_name = "PROGRAM")]
    server: Option<PathBuf>,
}

impl Options {
    /// Whether everything is measured that the document tells of.
    fn is_full(&self) -> bool {
        SIZES.iter().all(|size| self.sizes.contains(size)) && ENGINES.iter().all(|one| self.engines.contains(one))
    }
}

/// Sets up what is missing, measures, and tells.
///
/// # Errors
/// When the set-up fails, or something is not as it must be.
pub fn run(workspace: &Workspace, subject: &Subject) -> Outcome {
    match subject {
        Subject::Api(options) => api(workspace, options),
        Subject::Ui(options) => ui::run(workspace, options),
    }
}

fn api(workspace: &Workspace, options: &Options) -> Outcome {
    let cores = Cores::choose();
    let machine = Machine::look(workspace, cores, options.server.is_none().then_some(&SOURCES));
    if options.engines.contains(&Engine::Postgres) {
        setup::run(workspace, setup::POSTGRES)?;
    }
    let program = match &options.server {
        Some(program) => program.canonicalize().context(program.display())?,
        None => server::build(workspace, Profile::Dist)?,
    };
    let folder = workspace.target().join("bench");
    let _lock = lock::acquire(&folder, "benchmark")?;
    let started = Instant::now();
    let bench = Bench { program: &Program(program), folder: &folder, seconds: options.seconds, cores };
    let cases = measure(workspace, options, &bench)?;
    let report = Report { machine, seconds: options.seconds, cases };
    println!("• all of it took {}\n", minutes(started.elapsed()));
    tell(workspace, options, &report)
}

/// Every case, in order.
fn measure(workspace: &Workspace, options: &Options, bench: &Bench<'_>) -> Outcome<Vec<Case>> {
    let folder = data_folder(options.keep.as_deref(), bench.folder)?;
    let mut cases = Vec::new();
    for engine in &options.engines {
        let databases = open(*engine, options, &folder, bench)?;
        let (program, databases) = (bench.program, databases.as_ref());
        let source = Source { workspace, program, engine: *engine, databases, folder: &folder };
        for members in &options.sizes {
            cases.push(bench.case(&source, *members)?);
            if options.keep.is_none() {
                source.remove(*members)?;
            }
        }
    }
    Ok(cases)
}

/// Where databases lie: a folder that stays, or one that is emptied now.
fn data_folder(keep: Option<&Path>, folder: &Path) -> Outcome<PathBuf> {
    let data = keep.map_or_else(|| folder.join("data"), Path::to_owned);
    if keep.is_none() && data.exists() {
        fs::remove_dir_all(&data).context(data.display())?;
    }
    fs::create_dir_all(&data).context(data.display())?;
    data.canonicalize().context(data.display())
}

fn open(engine: Engine, options: &Options, folder: &Path, bench: &Bench<'_>) -> Outcome<Box<dyn Databases>> {
    Ok(match engine {
        Engine::Sqlite => Box::new(Sqlite(folder.to_owned())),
        Engine::Postgres => {
            let keep = options.keep.as_ref().map(|_| folder);
            Box::new(Postgres::start(keep, &bench.folder.join("postgres.log"), bench.cores)?)
        }
    })
}

/// On the terminal, as JSON, and in the document.
fn tell(workspace: &Workspace, options: &Options, report: &Report) -> Outcome {
    let text = markdown::render(report);
    println!("{text}");
    let json = workspace.target().join("bench/api.json");
    let everything = serde_json::to_string_pretty(report).context(json.display())?;
    fs::write(&json, everything).context(json.display())?;
    println!("• written to {}", json.display());
    if options.write || options.is_full() {
        document::write(&workspace.root.join(DOCUMENT), Place::Api, &text)?;
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
        assert!(options(&["--sizes", "1000000,100000,1000", "--seconds", "3"]).is_full());
        assert!(!options(&["--sizes", "1000,100000"]).is_full());
        assert!(!options(&["--engines", "sqlite"]).is_full());
    }

    #[test]
    fn too_few_members_are_refused() {
        assert!(Line::try_parse_from(["bench", "--sizes", "999"]).is_err());
    }
}
