//! What was promised, beside what was measured.

use super::databases::Engine;
use super::report::{Case, Report};
use super::scenario::Scenario;
use super::timing::Timing;
use crate::numbers::rounded;

/// The size that promises are about.
const LARGE: u64 = 1_000_000;
/// The size that it is compared with.
const SMALL: u64 = 1000;

/// One promise.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What is measured.
    pub what: &'static str,
    limit: Limit,
    /// Stands behind limit and value.
    unit: &'static str,
    /// Whether how fast the engine is decides: then it is promised on SQLite only.
    absolute: bool,
    find: fn(&Cases<'_>) -> Option<Found>,
}

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    value: f64,
    /// Where the worst of several scenarios counts: which it was.
    worst: Option<Scenario>,
}

/// What promises are about.
struct Cases<'a> {
    large: &'a Case,
    small: Option<&'a Case>,
}

/// Every promise.
pub const TARGETS: [Target; 9] = [
    Target::absolute("page of 50, p50", 1.0, |cases| cases.worst(&Scenario::PAGES, |timing| timing.p50)),
    Target::absolute("page of 50, p99", 5.0, |cases| cases.worst(&Scenario::PAGES, |timing| timing.p99)),
    Target::absolute("search of three letters or more, p50", 5.0, |cases| {
        cases.worst(&Scenario::SEARCHES, |timing| timing.p50)
    }),
    Target::absolute("search of three letters or more, p99", 25.0, |cases| {
        cases.worst(&Scenario::SEARCHES, |timing| timing.p99)
    }),
    Target::relative("page of 50: p99 beside that among 1,000", Limit::AtMost(1.5), |cases| {
        cases.grown(&Scenario::PAGES)
    }),
    Target::relative("search: p99 beside that among 1,000", Limit::AtMost(1.5), |cases| {
        cases.grown(&Scenario::SEARCHES)
    }),
    Target::relative("last page beside the first, p50", Limit::AtMost(1.2), |cases| {
        cases.beside(Scenario::LastPage, Scenario::FirstPage)
    }),
    Target::relative("scan beside the same search by the index, p50", Limit::AtLeast(50.0), |cases| {
        cases.beside(Scenario::Scan, Scenario::SearchPerson)
    }),
    Target {
        unit: "MiB",
        ..Target::relative("the server's memory at its peak", Limit::AtMost(96.0), |cases| cases.memory())
    },
];

impl Target {
    const fn absolute(what: &'static str, milliseconds: f64, find: fn(&Cases<'_>) -> Option<Found>) -> Self {
        Self { what, limit: Limit::AtMost(milliseconds), unit: "ms", absolute: true, find }
    }

    const fn relative(what: &'static str, limit: Limit, find: fn(&Cases<'_>) -> Option<Found>) -> Self {
        Self { what, limit, unit: "times", absolute: false, find }
    }

    /// Whether it is promised on an engine.
    pub fn is_for(&self, engine: Engine) -> bool {
        !self.absolute || engine == Engine::Sqlite
    }

    /// What it has to be, in words.
    pub fn limit(&self) -> String {
        match self.limit {
            Limit::AtMost(limit) => format!("≤ {limit} {}", self.unit),
            Limit::AtLeast(limit) => format!("≥ {limit} {}", self.unit),
        }
    }

    /// What it was, and whether that keeps the promise, in words.
    pub fn verdict(&self, report: &Report, engine: Engine) -> [String; 2] {
        let large = report.case(engine, LARGE);
        let cases = large.map(|large| Cases { large, small: report.case(engine, SMALL) });
        let Some(Found { value, worst }) = cases.and_then(|cases| (self.find)(&cases)) else {
            return ["not measured".to_owned(), String::new()];
        };
        let which = worst.map(|scenario| format!(" ({})", scenario.name())).unwrap_or_default();
        [format!("{} {}{which}", rounded(value), self.unit), self.limit.judge(value)]
    }
}

impl Limit {
    /// Kept or missed, and by how much.
    fn judge(self, value: f64) -> String {
        let (limit, is_kept) = match self {
            Self::AtMost(limit) => (limit, value <= limit),
            Self::AtLeast(limit) => (limit, value >= limit),
        };
        let percent = (100.0 * (value - limit) / limit).abs().round();
        let side = if value > limit { "above" } else { "below" };
        format!("{}, {percent} % {side}", if is_kept { "kept" } else { "**missed**" })
    }
}

impl Cases<'_> {
    /// The largest number among some scenarios.
    fn worst(&self, scenarios: &[Scenario], number: fn(Timing) -> f64) -> Option<Found> {
        worst(scenarios, |scenario| Some(number(self.large.timing(scenario)?)))
    }

    /// How many times slower the slowest answers are than among few.
    fn grown(&self, scenarios: &[Scenario]) -> Option<Found> {
        worst(scenarios, |scenario| Some(self.large.timing(scenario)?.p99 / self.small?.timing(scenario)?.p99))
    }

    fn beside(&self, one: Scenario, other: Scenario) -> Option<Found> {
        Some(Found { value: self.large.timing(one)?.p50 / self.large.timing(other)?.p50, worst: None })
    }

    fn memory(&self) -> Option<Found> {
        Some(Found { value: self.large.memory?.peak, worst: None })
    }
}

fn worst(scenarios: &[Scenario], number: impl Fn(Scenario) -> Option<f64>) -> Option<Found> {
    let all = scenarios.iter().map(|scenario| Some(Found { value: number(*scenario)?, worst: Some(*scenario) }));
    let all: Vec<Found> = all.collect::<Option<_>>()?;
    all.into_iter().max_by(|one, other| one.value.total_cmp(&other.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::example;

    fn verdicts(cases: &[(Engine, u64, f64)], engine: Engine) -> Vec<[String; 2]> {
        let report = example::report(cases);
        let targets = TARGETS.iter().filter(|target| target.is_for(engine));
        targets.map(|target| target.verdict(&report, engine)).collect()
    }

    #[test]
    fn a_promise_is_kept_or_missed_by_so_much() {
        assert_eq!(Limit::AtMost(5.0).judge(4.0), "kept, 20 % below");
        assert_eq!(Limit::AtMost(5.0).judge(6.0), "**missed**, 20 % above");
        assert_eq!(Limit::AtLeast(50.0).judge(100.0), "kept, 100 % above");
        assert_eq!(Limit::AtLeast(50.0).judge(25.0), "**missed**, 50 % below");
    }

    #[test]
    fn the_large_case_is_compared_with_the_small_one() {
        let engine = Engine::Sqlite;
        let verdicts = verdicts(&[(engine, SMALL, 0.5), (engine, LARGE, 2.0)], engine);
        assert_eq!(verdicts[0], ["2.00 ms (last page)", "**missed**, 100 % above"]);
        assert_eq!(verdicts[1], ["4.00 ms (last page)", "kept, 20 % below"]);
        assert_eq!(verdicts[4], ["4.00 times (last page)", "**missed**, 167 % above"]);
        assert_eq!(verdicts[6], ["1.00 times", "kept, 17 % below"]);
        assert_eq!(verdicts[7], ["100 times", "kept, 100 % above"]);
        assert_eq!(verdicts[8], ["48.0 MiB", "kept, 50 % below"]);
    }

    #[test]
    fn what_was_not_part_of_the_run_is_not_judged() {
        let engine = Engine::Postgres;
        let large_only = verdicts(&[(engine, LARGE, 2.0)], engine);
        assert_eq!((large_only.len(), large_only[0][0].as_str()), (5, "not measured"));
        assert_eq!(large_only[2][0], "1.00 times");
        assert!(verdicts(&[(engine, SMALL, 2.0)], engine).iter().all(|[found, _]| found == "not measured"));
    }

    #[test]
    fn limits_are_said() {
        assert_eq!((TARGETS[0].limit(), TARGETS[7].limit()), ("≤ 1 ms".to_owned(), "≥ 50 times".to_owned()));
    }
}
