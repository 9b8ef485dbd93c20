//! What was measured.

use serde::Serialize;

use super::databases::Engine;
use super::machine::Machine;
use super::program::Memory;
use super::scenario::Scenario;
use super::timing::Timing;

/// A whole run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    /// How long each scenario ran.
    pub seconds: u64,
    /// By engine and size.
    pub cases: Vec<Case>,
}

/// One engine with one number of members.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    pub engine: Engine,
    /// The engine's version.
    pub version: String,
    /// Made-up people; their administrator comes on top.
    pub members: u64,
    /// How long filling the database took.
    pub seed_seconds: f64,
    /// The size of the database.
    pub database_bytes: u64,
    /// Of the server, after all scenarios.
    pub memory: Option<Memory>,
    /// How many people a search for a person finds, on average.
    pub mean_matches: f64,
    pub measured: Vec<Measured>,
}

/// One scenario.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measured {
    pub scenario: Scenario,
    #[serde(flatten)]
    pub timing: Timing,
}

impl Case {
    /// The numbers of a scenario.
    pub fn timing(&self, scenario: Scenario) -> Option<Timing> {
        self.measured.iter().find(|one| one.scenario == scenario).map(|one| one.timing)
    }
}

impl Report {
    /// The engines, each once, in the order of the run.
    pub fn engines(&self) -> Vec<Engine> {
        let mut engines: Vec<Engine> = self.cases.iter().map(|case| case.engine).collect();
        engines.dedup();
        engines
    }

    /// The cases of an engine.
    pub fn of(&self, engine: Engine) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(move |case| case.engine == engine)
    }

    /// One case.
    pub fn case(&self, engine: Engine, members: u64) -> Option<&Case> {
        self.of(engine).find(|case| case.members == members)
    }
}

#[cfg(test)]
pub mod example {
    use super::*;

    /// A report in which every scenario of a case takes the same time, in milliseconds, but for the scan, which takes
    /// a hundred times that; p99 is twice p50.
    pub fn report(cases: &[(Engine, u64, f64)]) -> Report {
        let cases = cases.iter().map(|(engine, members, p50)| case(*engine, *members, *p50)).collect();
        Report { machine: machine(), seconds: 10, cases }
    }

    /// A machine of no particular make.
    pub fn machine() -> Machine {
        Machine {
            processor: "Some Processor".to_owned(),
            cores: 2,
            memory: 23.4,
            kernel: "Linux 6.1".to_owned(),
            date: "2026-11-22".to_owned(),
            commit: Some("abc1234".to_owned()),
            busy: Some(0.1),
            apart: true,
        }
    }

    fn case(engine: Engine, members: u64, p50: f64) -> Case {
        let measured = Scenario::ALL.into_iter().map(|scenario| {
            let p50 = if scenario == Scenario::Scan { 100.0 * p50 } else { p50 };
            let rate = scenario.rate();
            let timing = Timing { requests: 9, rate, achieved: rate, p50, p99: 2.0 * p50, max: 3.0 * p50 };
            Measured { scenario, timing }
        });
        Case {
            engine,
            version: "3.51.3".to_owned(),
            members,
            seed_seconds: 1.5,
            database_bytes: 3 << 20,
            memory: Some(Memory { resident: 40.0, peak: 48.0 }),
            mean_matches: 1.25,
            measured: measured.collect(),
        }
    }
}
