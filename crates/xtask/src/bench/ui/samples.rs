//! What the driver in the browser found: one value for each round, app and metric.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::failure::{Context, Outcome};

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum App {
    Ours,
    /// Ours once more, to know how much two of the same differ.
    OursAgain,
    ReactTanstack,
    ReactAgGrid,
    ByHand,
}

impl App {
    /// In the order of tables.
    pub const ALL: [Self; 5] = [Self::Ours, Self::OursAgain, Self::ReactTanstack, Self::ReactAgGrid, Self::ByHand];
    /// Everybody that ours is compared with, itself last.
    pub const OTHERS: [Self; 4] = [Self::ReactTanstack, Self::ReactAgGrid, Self::ByHand, Self::OursAgain];

    /// As tables call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ours => "Roster",
            Self::OursAgain => "Roster again",
            Self::ReactTanstack => "React, TanStack",
            Self::ReactAgGrid => "React, AG Grid",
            Self::ByHand => "by hand",
        }
    }
}

/// Everything that one run of the driver found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Samples {
    /// Name and version of the browser.
    pub browser: String,
    /// What a first visit loads.
    pub bytes: BTreeMap<App, u64>,
    pub samples: Vec<Sample>,
    /// Why something counted for nothing and was done again.
    pub void: Vec<String>,
}

/// One value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sample {
    pub round: usize,
    pub app: App,
    pub metric: String,
    /// Milliseconds, bytes, or frames.
    pub value: f64,
    /// What of a time the page's thread spent on scripts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<f64>,
    /// What of a time it spent on styles, layout and painting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendering: Option<f64>,
    /// What of a time came after the last byte of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_answer: Option<f64>,
    /// Of dropped frames: how many were due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<f64>,
    /// Of dropped frames: how many others showed only what the compositor can do by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<f64>,
    /// Of memory: how much of it is WebAssembly's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wasm: Option<f64>,
}

impl Samples {
    /// Reads what the driver wrote.
    ///
    /// # Errors
    /// When it wrote something else.
    pub fn read(file: &Path) -> Outcome<Self> {
        let text = fs::read_to_string(file).context(file.display())?;
        serde_json::from_str(&text).context(file.display())
    }

    /// The samples of an app in a metric, in the order of rounds.
    pub fn of(&self, metric: &str, app: App) -> Vec<&Sample> {
        let mut found: Vec<&Sample> =
            self.samples.iter().filter(|sample| sample.app == app && sample.metric == metric).collect();
        found.sort_by_key(|sample| sample.round);
        found
    }

    /// Values of two in the rounds that both have.
    pub fn pairs(&self, one: (&str, App), other: (&str, App)) -> Vec<(f64, f64)> {
        let others = self.of(other.0, other.1);
        let beside = |sample: &&Sample| {
            let other = others.iter().find(|other| other.round == sample.round)?;
            Some((sample.value, other.value))
        };
        self.of(one.0, one.1).iter().filter_map(beside).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_driver_writes_is_read() {
        let text = r#"{"browser": "Chrome/1", "bytes": {"ours": 10, "react-ag-grid": 20}, "void": [], "samples": [
            {"round": 1, "app": "ours", "metric": "sort", "value": 30.5, "script": 10, "rendering": 5.5, "after_answer": 20},
            {"round": 0, "app": "ours", "metric": "sort", "value": 40},
            {"round": 1, "app": "by-hand", "metric": "sort", "value": 15, "heap": 3, "wasm": 0}]}"#;
        let samples: Samples = serde_json::from_str(text).unwrap();
        assert_eq!(samples.bytes[&App::ReactAgGrid], 20);
        let values: Vec<f64> = samples.of("sort", App::Ours).iter().map(|sample| sample.value).collect();
        assert_eq!(values, [40.0, 30.5]);
        assert_eq!(samples.pairs(("sort", App::Ours), ("sort", App::ByHand)), [(30.5, 15.0)]);
    }
}
