//! The report as people read it, on the terminal and in docs/performance.md.

use super::databases::Engine;
use super::report::{Case, Report};
use super::scenario::Scenario;
use super::table::Table;
use super::targets::TARGETS;
use super::timing::Timing;
use crate::numbers::{rounded, spaced};

/// Bytes in a MiB.
const MIB: f64 = 1024.0 * 1024.0;
/// Below this part of its rate a scenario was not kept up with.
const KEPT_UP: f64 = 0.95;

/// Everything, in Markdown.
pub fn render(report: &Report) -> String {
    let engines = report.engines();
    let tables = engines.iter().map(|engine| {
        let (times, surroundings) = (times(report, *engine), surroundings(report, *engine));
        format!("### {}\n\nMilliseconds: p50 / p99 / longest.\n\n{times}\n{surroundings}\n", engine.name())
    });
    let tables: String = tables.collect();
    format!("{}\n\n{tables}### Targets\n\nAmong 1,000,000 members.\n\n{}", circumstances(report), verdicts(report))
}

fn circumstances(report: &Report) -> String {
    let machine = &report.machine;
    let commit = machine.commit.as_ref().map_or("a program that was given".to_owned(), |one| format!("commit {one}"));
    let engines = report.engines().into_iter().filter_map(|engine| {
        let version = &report.of(engine).next()?.version;
        Some(format!("{} {version}", engine.name()))
    });
    let engines: Vec<String> = engines.collect();
    let apart = match machine.apart {
        true => "The server, and PostgreSQL with it, had one core, the load another.",
        false => "Server and load shared all cores.",
    };
    let busy = machine.busy.map_or("unknown".to_owned(), rounded);
    let lines = [
        format!("Measured on {} of {commit}, with {}.", machine.date, engines.join(" and ")),
        format!(
            "{}, {} cores, {} GiB of memory, {}.",
            machine.processor,
            machine.cores,
            rounded(machine.memory),
            machine.kernel
        ),
        apart.to_owned(),
        format!("The load average of the system was {busy} before it began."),
        format!("Each scenario ran for {} s, after a second of warm-up.", report.seconds),
        "Every answer was 200 or 304 with the right number of people: any other would have ended the run.".to_owned(),
    ];
    lines.map(|line| format!("- {line}")).join("\n")
}

/// A row for each scenario, a column for each size.
fn times(report: &Report, engine: Engine) -> Table {
    let sizes = report.of(engine).map(|case| format!("{} members", spaced(case.members)));
    let mut table = Table::new(1, ["scenario", "per second"].map(str::to_owned).into_iter().chain(sizes));
    for scenario in Scenario::ALL {
        let cells = report.of(engine).map(|case| case.timing(scenario).map(cell).unwrap_or_default());
        table.row([scenario.name().to_owned(), scenario.rate().to_string()].into_iter().chain(cells));
    }
    table
}

fn cell(timing: Timing) -> String {
    let times = [timing.p50, timing.p99, timing.max].map(rounded).join(" / ");
    if timing.achieved >= KEPT_UP * timing.rate {
        return times;
    }
    format!("{times} (only {} per second)", rounded(timing.achieved))
}

/// What else there is to say of each case.
fn surroundings(report: &Report, engine: Engine) -> Table {
    let sizes = report.of(engine).map(|case| format!("{} members", spaced(case.members)));
    let mut table = Table::new(1, ["".to_owned()].into_iter().chain(sizes));
    let mut row = |name: &str, value: fn(&Case) -> String| {
        table.row([name.to_owned()].into_iter().chain(report.of(engine).map(value)));
    };
    row("filling the database", |case| format!("{} s", rounded(case.seed_seconds)));
    row("size of the database", |case| format!("{} MiB", rounded(case.database_bytes as f64 / MIB)));
    row("the server's memory", |case| mebibytes(case.memory.map(|memory| memory.resident)));
    row("the server's memory at its peak", |case| mebibytes(case.memory.map(|memory| memory.peak)));
    row("found by a search for a person, on average", |case| rounded(case.mean_matches));
    row("least part of its rate that a scenario achieved", least_achieved);
    table
}

fn mebibytes(mebibytes: Option<f64>) -> String {
    mebibytes.map_or("unknown".to_owned(), |mebibytes| format!("{} MiB", rounded(mebibytes)))
}

fn least_achieved(case: &Case) -> String {
    let parts = case.measured.iter().map(|one| one.timing.achieved / one.timing.rate);
    format!("{:.0} %", 100.0 * parts.fold(1.0, f64::min))
}

fn verdicts(report: &Report) -> Table {
    let mut table = Table::new(5, ["target", "engine", "promised", "measured", "verdict"].map(str::to_owned));
    for engine in report.engines() {
        for target in TARGETS.iter().filter(|target| target.is_for(engine)) {
            let [measured, verdict] = target.verdict(report, engine);
            table.row([target.what.to_owned(), engine.name().to_owned(), target.limit(), measured, verdict]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::example;

    #[test]
    fn a_report_has_its_circumstances_its_tables_and_its_targets() {
        let cases = [(Engine::Sqlite, 1000, 0.5), (Engine::Sqlite, 1_000_000, 0.75), (Engine::Postgres, 1000, 1.0)];
        let text = render(&example::report(&cases));
        for part in [
            "- Measured on 2026-11-22 of commit abc1234, with SQLite 3.51.3 and PostgreSQL 3.51.3.\n",
            "- Some Processor, 2 cores, 23.4 GiB of memory, Linux 6.1.\n",
            "### SQLite\n",
            "| scenario            | per second |    1,000 members | 1,000,000 members |\n",
            "| first page          | 100 | 0.50 / 1.00 / 1.50 |",
            "### PostgreSQL\n",
            "| size of the database ",
            "3.00 MiB |",
            "### Targets\n",
            "0.75 ms (last page) |",
            "kept, 25 % below |",
            "not measured |",
        ] {
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(squeezed(&text).contains(&squeezed(part)), "{part}\n{text}");
        }
    }

    #[test]
    fn a_rate_that_was_not_kept_up_with_is_said() {
        let timing = Timing { requests: 9, rate: 100.0, achieved: 100.0, p50: 1.0, p99: 2.0, max: 3.0 };
        assert_eq!(cell(timing), "1.00 / 2.00 / 3.00");
        assert_eq!(cell(Timing { achieved: 40.0, ..timing }), "1.00 / 2.00 / 3.00 (only 40.0 per second)");
    }
}
