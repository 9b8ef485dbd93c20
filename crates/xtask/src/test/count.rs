//! How many tests ran, read from what the runners print.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use crate::failure::{Context, Outcome};

/// Tests by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    /// Left out by the tests themselves.
    pub skipped: u64,
}

impl std::ops::Add for Count {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// Adds up every `test result: ok. 3 passed; 0 failed; 0 ignored; …` of cargo's and wasm-bindgen's runners.
pub fn libtest(output: &str) -> Count {
    let results = output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: "));
    results.map(libtest_result).fold(Count::default(), |sum, count| sum + count)
}

fn libtest_result(result: &str) -> Count {
    let number = |word: &str| {
        let part = result.split(['.', ';']).map(str::trim).find_map(|part| part.strip_suffix(word));
        part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Count { passed: number("passed"), failed: number("failed"), skipped: number("ignored") }
}

/// Counts the single lines `test organizations::list::sqlite ... ok` whose name is one of `ours`.
pub fn named(output: &str, ours: impl Fn(&str) -> bool) -> Count {
    let lines = output.lines().filter_map(|line| line.strip_prefix("test ")?.split_once(" ... "));
    let ended = lines.filter(|(name, _)| ours(name)).map(|(_, ended)| match ended.split([' ', ',']).next() {
        Some("ok") => Count { passed: 1, ..Count::default() },
        Some("ignored") => Count { skipped: 1, ..Count::default() },
        _ => Count { failed: 1, ..Count::default() },
    });
    ended.fold(Count::default(), |sum, count| sum + count)
}

/// Reads the end of what node's own runner prints as TAP: `# pass 3`, `# fail 0`, `# skipped 0`.
pub fn tap(output: &str) -> Count {
    let number = |word: &str| {
        let last = output.lines().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(word));
        last.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Count { passed: number("pass "), failed: number("fail "), skipped: number("skipped ") }
}

/// Counts in Playwright's JSON report: the tests of accessibility, or the others.
pub fn playwright(report: &str, axe: bool) -> Outcome<Count> {
    let report: Value = serde_json::from_str(report).context("reading Playwright's report")?;
    Ok(suites(&report, axe))
}

/// The files of Playwright's JSON report that took longest, the longest first.
pub fn slowest(report: &str) -> Vec<(String, Duration)> {
    const FILES: usize = 8;
    let report: Value = serde_json::from_str(report).unwrap_or_default();
    let mut files: BTreeMap<String, u64> = BTreeMap::new();
    add_durations(&report, &mut files);
    let mut files: Vec<_> = files.into_iter().map(|(file, took)| (file, Duration::from_millis(took))).collect();
    files.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
    files.truncate(FILES);
    files
}

fn add_durations(parent: &Value, files: &mut BTreeMap<String, u64>) {
    let children = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    for suite in children(parent, "suites") {
        add_durations(&suite, files);
    }
    for spec in children(parent, "specs") {
        let results = children(&spec, "tests").into_iter().flat_map(|test| children(&test, "results"));
        let took: u64 = results.filter_map(|result| result["duration"].as_u64()).sum();
        *files.entry(spec["file"].as_str().unwrap_or_default().to_owned()).or_default() += took;
    }
}

fn suites(parent: &Value, axe: bool) -> Count {
    let children = |key: &str| parent[key].as_array().cloned().unwrap_or_default();
    let below = children("suites").iter().map(|suite| suites(suite, axe)).fold(Count::default(), |a, b| a + b);
    let own =
        children("specs").iter().filter(|spec| is_axe(spec) == axe).map(spec).fold(Count::default(), |a, b| a + b);
    below + own
}

fn is_axe(spec: &Value) -> bool {
    spec["file"].as_str().is_some_and(|file| file.ends_with("accessibility.spec.js"))
}

/// One test, once for every browser project that it ran in.
fn spec(spec: &Value) -> Count {
    let runs = spec["tests"].as_array().cloned().unwrap_or_default();
    let with = |status: &[&str]| {
        runs.iter().filter(|run| run["status"].as_str().is_some_and(|ended| status.contains(&ended))).count() as u64
    };
    Count { passed: with(&["expected", "flaky"]), failed: with(&["unexpected"]), skipped: with(&["skipped"]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_add_up_over_test_programs() {
        let output = "running 2 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(libtest(output), Count { passed: 15, failed: 2, skipped: 1 });
    }

    #[test]
    fn tests_are_told_apart_by_their_names() {
        let output = "running 4 tests\n\
            test members::list::postgres ... FAILED\ntest members::list::sqlite ... ok\n\
            test members::get::sqlite ... ok\ntest slow::sqlite ... ignored, takes an hour\n";
        let sqlite = named(output, |name| name.ends_with("::sqlite"));
        let postgres = named(output, |name| name.ends_with("::postgres"));
        assert_eq!(sqlite, Count { passed: 2, failed: 0, skipped: 1 });
        assert_eq!(postgres, Count { passed: 0, failed: 1, skipped: 0 });
    }

    #[test]
    fn output_without_results_counts_nothing() {
        assert_eq!(libtest("error: could not compile `roster-server`"), Count::default());
    }

    #[test]
    fn tap_is_read_at_its_end() {
        let output = "ok 1 - a\n# pass 9\nnot ok 2 - b\n1..3\n# tests 4\n# pass 2\n# fail 1\n# skipped 1\n# todo 0\n";
        assert_eq!(tap(output), Count { passed: 2, failed: 1, skipped: 1 });
        assert_eq!(tap("node: bad option"), Count::default());
    }

    #[test]
    fn playwright_tests_are_told_apart_by_their_file() {
        let report = r#"{"suites": [{"specs": [
            {"file": "users.spec.js", "tests": [{"status": "expected"}, {"status": "unexpected"}]},
            {"file": "accessibility.spec.js", "tests": [{"status": "expected"}]}
          ], "suites": [{"specs": [
            {"file": "users.spec.js", "tests": [{"status": "flaky"}, {"status": "skipped"}]}]}]}]}"#;
        assert_eq!(playwright(report, false).unwrap(), Count { passed: 2, failed: 1, skipped: 1 });
        assert_eq!(playwright(report, true).unwrap(), Count { passed: 1, failed: 0, skipped: 0 });
    }

    #[test]
    fn the_slowest_file_comes_first() {
        let report = r#"{"suites": [
            {"specs": [{"file": "a.spec.js", "tests": [{"results": [{"duration": 900}]}]}]},
            {"suites": [{"specs": [
              {"file": "b.spec.js", "tests": [{"results": [{"duration": 700}, {"duration": 600}]}]}]}]}]}"#;
        let second = |ms| Duration::from_millis(ms);
        let expected = vec![("b.spec.js".to_owned(), second(1_300)), ("a.spec.js".to_owned(), second(900))];
        assert_eq!(slowest(report), expected);
        assert_eq!(slowest(""), Vec::new());
    }

    #[test]
    fn a_broken_report_is_a_failure() {
        assert!(playwright("", true).is_err());
    }
}
