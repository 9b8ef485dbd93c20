//! The report as people read it, on the terminal and in docs/performance.md.

use super::metric::Metric;
use super::report::Report;
use super::samples::App;
use super::targets::{in_words, verdicts};
use crate::bench::table::Table;
use crate::numbers::{rounded, spaced};

/// Bytes in a MiB.
const MIB: f64 = 1024.0 * 1024.0;
/// In place of what was not measured.
const NONE: &str = "–";

/// Everything, in Markdown.
pub fn render(report: &Report) -> String {
    let parts = [
        circumstances(report),
        section("Bytes", "Files of a first visit, compressed by brotli.", &bytes(report)),
        section(
            "Times",
            "Milliseconds, medians: all of it, and of that scripts / rendering on the page's thread.",
            &times(report),
        ),
        section(
            "Ratios",
            "Roster's median divided by the other's, and where that lies in 95 of 100 draws.",
            &ratios(report),
        ),
        section("Memory", "MiB, medians: heap and WebAssembly's memory together.", &memory(report)),
        section("Frames", "In ten seconds: dropped + late of due.", &frames(report)),
        section("Promises", "", &promises(report)),
    ];
    parts.join("\n\n")
}

fn section(title: &str, about: &str, table: &Table) -> String {
    let about = if about.is_empty() { String::new() } else { format!("{about}\n\n") };
    format!("#### {title}\n\n{about}{}", table.to_string().trim_end())
}

fn circumstances(report: &Report) -> String {
    let machine = &report.machine;
    let commit = machine.commit.as_ref().map_or("a program that was given".to_owned(), |one| format!("commit {one}"));
    let apart = match machine.apart {
        true => "The servers, the front and what works the browser had one core, the browser the other.",
        false => "Servers and browser shared all cores.",
    };
    let busy = machine.busy.map_or("unknown".to_owned(), rounded);
    let sizes: Vec<String> = report.sizes.iter().map(|size| spaced(*size)).collect();
    let lines = [
        format!("Measured on {} of {commit}, in {}, without a display.", machine.date, report.samples.browser),
        format!(
            "{}, {} cores, {} GiB of memory, {}.",
            machine.processor,
            machine.cores,
            rounded(machine.memory),
            machine.kernel
        ),
        apart.to_owned(),
        format!("The load average of the system was {busy} before it began."),
        format!(
            "{} rounds; searches among {}, everything else among {} users.",
            report.rounds,
            sizes.join(", "),
            spaced(report.base)
        ),
        format!("Void and done again: {}.", report.samples.void.len()),
    ];
    lines.map(|line| format!("- {line}")).join("\n")
}

fn bytes(report: &Report) -> Table {
    let apps = apps(report);
    let mut table = table("", &apps);
    let cell = |app: &App| report.samples.bytes.get(app).map_or(NONE.to_owned(), |bytes| spaced(*bytes));
    table.row(["a first visit".to_owned()].into_iter().chain(apps.iter().map(cell)));
    table
}

fn times(report: &Report) -> Table {
    let apps = apps(report);
    let mut table = table("", &apps);
    for metric in Metric::times(&report.sizes) {
        let cell = |app: &App| {
            let key = metric.key.as_str();
            let all = report.median(key, *app, |sample| Some(sample.value))?;
            let script = report.median(key, *app, |sample| sample.script)?;
            let rendering = report.median(key, *app, |sample| sample.rendering)?;
            Some(format!("{}: {} / {}", rounded(all), rounded(script), rounded(rendering)))
        };
        row(&mut table, &metric, apps.iter().map(cell));
    }
    table
}

fn ratios(report: &Report) -> Table {
    let others: Vec<App> = App::OTHERS.into_iter().filter(|app| apps(report).contains(app)).collect();
    let mut table = table("Roster beside", &others);
    for metric in Metric::times(&report.sizes).into_iter().chain(Metric::memory()).filter(|metric| !metric.ours_only) {
        row(&mut table, &metric, others.iter().map(|app| report.ratio(&metric.key, *app).map(in_words)));
    }
    table
}

fn memory(report: &Report) -> Table {
    let apps = apps(report);
    let mut table = table("", &apps);
    for metric in Metric::memory() {
        let cell = |app: &App| {
            let all = report.median(&metric.key, *app, |sample| Some(sample.value))?;
            let wasm = report.median(&metric.key, *app, |sample| sample.wasm).unwrap_or_default();
            let of_it = if wasm > 0.0 { format!(", of it WebAssembly {}", rounded(wasm / MIB)) } else { String::new() };
            Some([rounded(all / MIB), of_it].concat())
        };
        row(&mut table, &metric, apps.iter().map(cell));
    }
    table
}

fn frames(report: &Report) -> Table {
    let apps = apps(report);
    let mut table = table("", &apps);
    for metric in Metric::frames() {
        let cell = |app: &App| {
            let frames = report.frames(&metric.key, *app)?;
            Some(format!("{} + {} of {}", frames.dropped, frames.late, frames.due))
        };
        row(&mut table, &metric, apps.iter().map(cell));
    }
    table
}

fn promises(report: &Report) -> Table {
    let mut table = Table::new(4, ["promise", "promised", "measured", "verdict"].map(str::to_owned));
    for verdict in verdicts(report) {
        table.row([verdict.what, verdict.promised, verdict.measured, verdict.verdict]);
    }
    table
}

/// Who took part.
fn apps(report: &Report) -> Vec<App> {
    App::ALL.into_iter().filter(|app| report.samples.bytes.contains_key(app)).collect()
}

fn table(corner: &str, apps: &[App]) -> Table {
    Table::new(1, [corner.to_owned()].into_iter().chain(apps.iter().map(|app| app.name().to_owned())))
}

/// A metric that was measured at all, whoever has it.
fn row(table: &mut Table, metric: &Metric, cells: impl Iterator<Item = Option<String>>) {
    let cells: Vec<Option<String>> = cells.collect();
    if cells.iter().any(Option::is_some) {
        let cells = cells.into_iter().map(|cell| cell.unwrap_or_else(|| NONE.to_owned()));
        table.row([metric.name.clone()].into_iter().chain(cells));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::ui::report::example;

    #[test]
    fn a_report_has_its_circumstances_its_tables_and_its_promises() {
        let apps = [(App::Ours, 8.0), (App::OursAgain, 8.0), (App::ReactTanstack, 10.0), (App::ByHand, 2.0)];
        let text = render(&example::report(&apps));
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "- Measured on 2026-11-22 of commit abc1234, in Chrome/1.2, without a display.\n",
            "- 3 rounds; searches among 1,000, 1,000,000, everything else among 1,000 users.\n",
            "- Void and done again: 1.",
            "#### Bytes",
            "| a first visit | 8,000 | 8,000 | 10,000 | 2,000 |",
            "| sort → painted | 8.00: 2.00 / 4.00 | 8.00: 2.00 / 4.00 | 10.0: 2.50 / 5.00 | 2.00: 0.50 / 1.00 |",
            "| opening a user | 8.00: 2.00 / 4.00 | – | – | – |",
            "| Roster beside | React, TanStack | by hand | Roster again |",
            "| sort → painted | 0.80 (0.80–0.80) | 4.00 (4.00–4.00) | 1.00 (1.00–1.00) |",
            "| after leaving the table | 8.00, of it WebAssembly 4.00 | – | – | – |",
            "| steady scroll | 24 + 48 of 900 |",
            "#### Promises",
            "| bytes of a first visit | ≤ 262,144 | 8,000 | kept, 97 % below |",
        ] {
            assert!(squeezed(&text).contains(&squeezed(part)), "{part}\n{text}");
        }
        assert!(!text.contains("AG Grid |"), "{text}");
    }
}
