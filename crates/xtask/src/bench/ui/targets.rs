//! What was promised, beside what was measured.

use super::bootstrap::Ratio;
use super::metric::Metric;
use super::report::Report;
use super::samples::App;
use crate::numbers::{rounded, spaced};

/// Bytes that a first visit may load.
const BYTES: u64 = 256 * 1024;
/// So much of what AG Grid takes, in everything.
const OF_AG_GRID: f64 = 0.6;

/// One promise, and whether it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What is compared.
    pub what: String,
    pub promised: String,
    pub measured: String,
    /// Kept or missed, and by how much; empty when it was not measured.
    pub verdict: String,
}

/// A ratio that is to be at most so large; where it was measured several times, the worst counts.
struct Limit {
    what: &'static str,
    limit: f64,
    metrics: Vec<Metric>,
}

/// Every promise.
pub fn verdicts(report: &Report) -> Vec<Verdict> {
    let beside = |app: App| move |limit: &Limit| limit.judge(report, app);
    let tanstack = limits(report);
    let ag_grid: Vec<Limit> = limits(report).into_iter().map(|limit| Limit { limit: OF_AG_GRID, ..limit }).collect();
    let all = tanstack.iter().map(beside(App::ReactTanstack)).chain(ag_grid.iter().map(beside(App::ReactAgGrid)));
    all.chain([dropped(report), left(report), grown(report), bytes(report)]).collect()
}

/// What is promised beside TanStack.
fn limits(report: &Report) -> Vec<Limit> {
    let times = Metric::times(&report.sizes);
    let of = |prefix: &str| times.iter().filter(|metric| metric.key.starts_with(prefix)).cloned().collect();
    let memory = Metric::memory().into_iter().filter(|metric| !metric.ours_only).collect();
    [
        ("first paint", 0.5, of("first_paint")),
        ("first rows, cold", 0.9, of("first_rows_cold")),
        ("first rows, warm", 1.0, of("first_rows_warm")),
        ("keystroke → painted", 0.8, of("keystroke")),
        ("sort → painted", 0.95, of("sort")),
        ("heap and wasm memory", 0.8, memory),
    ]
    .map(|(what, limit, metrics)| Limit { what, limit, metrics })
    .into()
}

impl Limit {
    fn judge(&self, report: &Report, app: App) -> Verdict {
        let found = self.metrics.iter().filter_map(|metric| Some((metric, report.ratio(&metric.key, app)?)));
        let worst = found.max_by(|(_, one), (_, other)| one.value.total_cmp(&other.value));
        let which =
            |metric: &Metric| if self.metrics.len() > 1 { format!(" ({})", metric.name) } else { String::new() };
        Verdict {
            what: format!("{} beside {}", self.what, app.name()),
            promised: format!("≤ {}", self.limit),
            measured: worst.map_or_else(not_measured, |(metric, ratio)| [in_words(ratio), which(metric)].concat()),
            verdict: worst.map(|(_, ratio)| judge(ratio, self.limit)).unwrap_or_default(),
        }
    }
}

fn dropped(report: &Report) -> Verdict {
    let frames = report.frames("steady", App::Ours);
    Verdict {
        what: "dropped frames in a steady scroll".to_owned(),
        promised: "0".to_owned(),
        measured: frames.map_or_else(not_measured, |frames| format!("{} of {}", frames.dropped, frames.due)),
        verdict: frames
            .map(|frames| if frames.dropped == 0.0 { "kept" } else { "**missed**" }.to_owned())
            .unwrap_or_default(),
    }
}

fn left(report: &Report) -> Verdict {
    let what = "memory after leaving the table beside that at the start";
    own(what, 1.1, report.own_ratio("memory_left", "memory_start"))
}

fn grown(report: &Report) -> Verdict {
    let key = |size: Option<&u64>| size.map(|size| Metric::keystroke(*size).key).unwrap_or_default();
    let (largest, smallest) = (key(report.sizes.last()), key(report.sizes.first()));
    let is_all = report.sizes.last() == Some(&1_000_000) && report.sizes.first() == Some(&1000);
    let ratio = report.own_ratio(&largest, &smallest).filter(|_| is_all);
    own("keystroke → painted among 1,000,000 beside that among 1,000", 1.5, ratio)
}

fn own(what: &str, limit: f64, ratio: Option<Ratio>) -> Verdict {
    Verdict {
        what: what.to_owned(),
        promised: format!("≤ {limit}"),
        measured: ratio.map_or_else(not_measured, in_words),
        verdict: ratio.map(|ratio| judge(ratio, limit)).unwrap_or_default(),
    }
}

fn bytes(report: &Report) -> Verdict {
    let found = report.samples.bytes.get(&App::Ours);
    Verdict {
        what: "bytes of a first visit".to_owned(),
        promised: format!("≤ {}", spaced(BYTES)),
        measured: found.map_or_else(not_measured, |bytes| spaced(*bytes)),
        verdict: found.map(|bytes| kept(*bytes as f64, BYTES as f64)).unwrap_or_default(),
    }
}

/// `0.82 (0.79–0.86)`.
pub fn in_words(Ratio { value, low, high }: Ratio) -> String {
    format!("{} ({}–{})", rounded(value), rounded(low), rounded(high))
}

/// A promise is about the ratio itself; when its interval holds the limit, that is said.
fn judge(ratio: Ratio, limit: f64) -> String {
    let doubt = if ratio.low <= limit && limit < ratio.high { ", not sure" } else { "" };
    [kept(ratio.value, limit), doubt.to_owned()].concat()
}

fn kept(value: f64, limit: f64) -> String {
    let percent = (100.0 * (value - limit) / limit).abs().round();
    let (word, side) = if value <= limit { ("kept", "below") } else { ("**missed**", "above") };
    format!("{word}, {percent} % {side}")
}

fn not_measured() -> String {
    "not measured".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::ui::report::example;

    fn verdict(report: &Report, what: &str) -> [String; 3] {
        let found = verdicts(report).into_iter().find(|verdict| verdict.what == what).unwrap();
        [found.promised, found.measured, found.verdict]
    }

    #[test]
    fn promises_are_kept_or_missed_by_so_much() {
        let report = example::report(&[(App::Ours, 8.0), (App::ReactTanstack, 10.0), (App::ReactAgGrid, 16.0)]);
        let first = "0.80 (0.80–0.80) (first paint, warm)";
        assert_eq!(verdict(&report, "first paint beside React, TanStack"), ["≤ 0.5", first, "**missed**, 60 % above"]);
        let sort = "sort → painted beside React, TanStack";
        assert_eq!(verdict(&report, sort), ["≤ 0.95", "0.80 (0.80–0.80)", "kept, 16 % below"]);
        let sort = "sort → painted beside React, AG Grid";
        assert_eq!(verdict(&report, sort), ["≤ 0.6", "0.50 (0.50–0.50)", "kept, 17 % below"]);
        assert_eq!(verdict(&report, "bytes of a first visit"), ["≤ 262,144", "8,000", "kept, 97 % below"]);
        assert_eq!(verdict(&report, "dropped frames in a steady scroll"), ["0", "24 of 900", "**missed**"]);
        let grown = "keystroke → painted among 1,000,000 beside that among 1,000";
        assert_eq!(verdict(&report, grown), ["≤ 1.5", "1.00 (1.00–1.00)", "kept, 33 % below"]);
    }

    #[test]
    fn what_was_not_measured_is_not_judged() {
        let report = example::report(&[(App::Ours, 8.0)]);
        assert_eq!(verdict(&report, "sort → painted beside React, AG Grid"), ["≤ 0.6", "not measured", ""]);
    }

    #[test]
    fn a_limit_inside_the_interval_leaves_a_doubt() {
        let ratio = |value, low, high| Ratio { value, low, high };
        assert_eq!(judge(ratio(0.7, 0.65, 0.75), 0.8), "kept, 13 % below");
        assert_eq!(judge(ratio(0.7, 0.65, 0.85), 0.8), "kept, 13 % below, not sure");
        assert_eq!(judge(ratio(1.0, 0.75, 1.2), 0.8), "**missed**, 25 % above, not sure");
    }
}
