//! One case: a database, a server, and every scenario.

use std::path::Path;

use super::api::Api;
use super::computing;
use super::cores::Cores;
use super::load::Load;
use super::program::Program;
use super::report::{Case, Measured};
use super::requests::Requests;
use super::scenario::Scenario;
use super::seeded::{ADMINISTRATOR, Source};
use super::timing::{Sample, Schedule, Timing};
use crate::failure::{Failure, Outcome};
use crate::numbers::{rounded, spaced};

/// What all cases have in common.
#[derive(Clone, Copy, Debug)]
pub struct Bench<'a> {
    pub program: &'a Program,
    /// For logs.
    pub folder: &'a Path,
    /// How long each scenario runs.
    pub seconds: u64,
    pub cores: Option<Cores>,
}

impl Bench<'_> {
    /// Measures one case.
    ///
    /// # Errors
    /// When anything is not as it must be.
    pub fn case(&self, source: &Source<'_>, members: u64) -> Outcome<Case> {
        println!("• {}, {} members", source.engine.name(), spaced(members));
        let seed_seconds = source.ensure(members)?;
        let database_bytes = source.databases.bytes(members)?;
        let log = self.folder.join(format!("{}-{members}.log", source.engine.key()));
        let server = self.program.serve(&source.databases.url(members), &log, self.cores)?;
        let address = server.address;
        let mut requests = Requests::new(Api::sign_in(address, ADMINISTRATOR)?, members)?;
        let mut measured = Vec::new();
        for scenario in Scenario::ALL {
            let wanted = requests.of(scenario)?;
            let load = Load { address, requests: &wanted, cores: self.cores };
            measured.push(match scenario {
                Scenario::Computing => self.scenario(scenario, |schedule| computing::run(schedule, self.cores))?,
                _ if wanted.is_empty() => {
                    return Err(Failure::new(format!("{}: the database has nothing to ask for", scenario.name())));
                }
                _ => self.scenario(scenario, |schedule| load.run(schedule))?,
            });
        }
        let memory = server.memory();
        drop(server);
        let version = source.databases.version(members)?;
        let mean_matches = requests.mean_matches();
        let engine = source.engine;
        Ok(Case { engine, version, members, seed_seconds, database_bytes, memory, mean_matches, measured })
    }

    fn scenario(&self, scenario: Scenario, run: impl Fn(Schedule) -> Outcome<Vec<Sample>>) -> Outcome<Measured> {
        let rate = scenario.rate();
        run(Schedule { rate, requests: scenario.warm_up() })?;
        let schedule = Schedule { rate, requests: scenario.requests(self.seconds) };
        let samples = run(schedule)?;
        let timing = Timing::of(schedule, &samples).ok_or_else(|| Failure::new("nothing was measured"))?;
        let [p50, p99, max, achieved] = [timing.p50, timing.p99, timing.max, timing.achieved].map(rounded);
        println!("  {:<22}{p50:>9}{p99:>9}{max:>9} ms{achieved:>9}/s", scenario.name());
        Ok(Measured { scenario, timing })
    }
}
