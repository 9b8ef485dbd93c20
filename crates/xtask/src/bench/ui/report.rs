//! What a run found, put together.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bootstrap::{Ratio, median};
use super::metric::Metric;
use super::samples::{App, Sample, Samples};
use crate::bench::machine::Machine;

/// A whole run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    pub rounds: usize,
    /// How many members the servers had, the smallest first.
    pub sizes: Vec<u64>,
    /// How many members the server had that everything but the search was measured on.
    pub base: u64,
    /// By metric, ours divided by the other's.
    pub ratios: BTreeMap<String, BTreeMap<App, Ratio>>,
    /// Everything that was measured.
    #[serde(flatten)]
    pub samples: Samples,
}

/// Frames of all rounds together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frames {
    pub due: f64,
    /// Nothing was shown.
    pub dropped: f64,
    /// What was shown was not what the page had for that moment.
    pub late: f64,
}

impl Report {
    /// Computes what there is to compute.
    pub fn new(machine: Machine, rounds: usize, sizes: &[u64], base: u64, samples: Samples) -> Self {
        let metrics = Metric::times(sizes).into_iter().chain(Metric::memory());
        let ratios = metrics.filter(|metric| !metric.ours_only).map(|metric| {
            let beside = |app: App| {
                let pairs = samples.pairs((&metric.key, App::Ours), (&metric.key, app));
                Some((app, Ratio::of(&pairs)?))
            };
            (metric.key.clone(), App::OTHERS.into_iter().filter_map(beside).collect())
        });
        let ratios = ratios.collect();
        Self { machine, rounds, sizes: sizes.to_vec(), base, ratios, samples }
    }

    /// Ours divided by another's.
    pub fn ratio(&self, metric: &str, app: App) -> Option<Ratio> {
        self.ratios.get(metric)?.get(&app).copied()
    }

    /// One of our metrics divided by another of ours.
    pub fn own_ratio(&self, one: &str, other: &str) -> Option<Ratio> {
        Ratio::of(&self.samples.pairs((one, App::Ours), (other, App::Ours)))
    }

    /// The median of something about the samples of an app; nothing when it was not measured.
    pub fn median(&self, metric: &str, app: App, of: impl Fn(&Sample) -> Option<f64>) -> Option<f64> {
        let values: Vec<f64> = self.samples.of(metric, app).into_iter().filter_map(of).collect();
        median(&values)
    }

    /// The frames of an app while it scrolled; nothing when it did not.
    pub fn frames(&self, metric: &str, app: App) -> Option<Frames> {
        let found = self.samples.of(metric, app);
        let sum = |of: fn(&Sample) -> f64| found.iter().map(|sample| of(sample)).sum();
        let frames = Frames {
            due: sum(|sample| sample.due.unwrap_or_default()),
            dropped: sum(|sample| sample.value),
            late: sum(|sample| sample.late.unwrap_or_default()),
        };
        (!found.is_empty()).then_some(frames)
    }
}

#[cfg(test)]
pub mod example {
    use super::*;
    use crate::bench::report::example::machine;

    /// A report of three rounds among a thousand and a million, in which every app always takes the same time, in milliseconds;
    /// of everything else there are a thousand times as many bytes, and twice as many frames late.
    pub fn report(times: &[(App, f64)]) -> Report {
        let sizes = [1000, 1_000_000];
        let mut samples = Samples {
            browser: "Chrome/1.2".to_owned(),
            bytes: times.iter().map(|(app, time)| (*app, (1000.0 * time) as u64)).collect(),
            samples: Vec::new(),
            void: vec!["sort on 1000: nothing came".to_owned()],
        };
        let all = Metric::times(&sizes).into_iter().chain(Metric::memory()).chain(Metric::frames());
        for Metric { key, ours_only, .. } in all {
            let factor = if key.starts_with("memory") { 1_048_576.0 } else { 1.0 };
            for (app, time) in times.iter().filter(|(app, _)| !ours_only || *app == App::Ours) {
                samples.samples.extend((0..3).map(|round| sample(round, *app, &key, factor * time)));
            }
        }
        Report::new(machine(), 3, &sizes, 1000, samples)
    }

    fn sample(round: usize, app: App, metric: &str, value: f64) -> Sample {
        Sample {
            round,
            app,
            metric: metric.to_owned(),
            value,
            script: Some(value / 4.0),
            rendering: Some(value / 2.0),
            after_answer: None,
            due: Some(300.0),
            late: Some(2.0 * value),
            wasm: Some(value / 2.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_divided_by_the_others() {
        let report = example::report(&[(App::Ours, 8.0), (App::ReactTanstack, 10.0)]);
        let ratio = report.ratio("sort", App::ReactTanstack).unwrap();
        assert_eq!((ratio.value, ratio.low, ratio.high), (0.8, 0.8, 0.8));
        assert_eq!(report.ratio("sort", App::ReactAgGrid), None);
        assert_eq!(report.ratio("user", App::ReactTanstack), None);
        assert_eq!(report.own_ratio("keystroke_1000000", "keystroke_1000").unwrap().value, 1.0);
        assert_eq!(report.median("sort", App::Ours, |sample| sample.script), Some(2.0));
    }

    #[test]
    fn frames_of_all_rounds_are_added_up() {
        let report = example::report(&[(App::Ours, 2.0)]);
        assert_eq!(report.frames("steady", App::Ours), Some(Frames { due: 900.0, dropped: 6.0, late: 12.0 }));
        assert_eq!(report.frames("steady", App::ByHand), None);
    }
}
