//! What is said at the end: every kind of test with its numbers, and whether all is well.

use std::time::Duration;

use super::count::Count;
use crate::failure::{Failure, Outcome};
use crate::setup::minutes;

/// How one part of the run ended.
pub struct Part {
    pub name: &'static str,
    /// `None` for a check that has no tests to count, such as the format.
    pub count: Option<Count>,
    /// Why it failed, beyond tests that failed.
    pub trouble: Option<String>,
    /// `None` where it ran together with the part above.
    pub took: Option<Duration>,
}

impl Part {
    /// What is wrong with it, in words.
    fn wrong(&self) -> Option<String> {
        match (self.count, &self.trouble) {
            (Some(Count { failed, .. }), _) if failed > 0 => Some(format!("{failed} failed")),
            (_, Some(trouble)) => Some(trouble.clone()),
            (Some(Count { passed: 0, .. }), None) => Some("no test ran".to_owned()),
            _ => None,
        }
    }
}

/// Prints the table with where the time went, and the closing line. Fails when anything is wrong.
pub fn close(parts: &[Part]) -> Outcome {
    println!();
    let all: Duration = parts.iter().filter_map(|part| part.took).sum();
    parts.iter().for_each(|part| print(part, all));
    println!("  {:<54}{:>14}", "in all", minutes(all));
    let sum = parts.iter().filter_map(|part| part.count).fold(Count::default(), |sum, count| sum + count);
    let wrong = parts.iter().filter(|part| part.wrong().is_some()).count();
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    match wrong {
        0 => Ok(()),
        1 => Err(Failure::new("one part of the tests is not well")),
        many => Err(Failure::new(format!("{many} parts of the tests are not well"))),
    }
}

fn print(part: &Part, all: Duration) {
    let numbers = part.count.map_or_else(String::new, |count| {
        let skipped = if count.skipped > 0 { format!(", {} skipped", count.skipped) } else { String::new() };
        format!("{:>5} passed, {} failed{skipped}", count.passed, count.failed)
    });
    let verdict = part.wrong().map_or("ok".to_owned(), |wrong| format!("NOT WELL: {wrong}"));
    let took = part.took.map_or_else(String::new, minutes);
    let share = part.took.map_or_else(String::new, |took| {
        format!("{:.0} %", 100.0 * took.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE))
    });
    println!("  {:<22}{numbers:<32}{took:>14}{share:>6}  {verdict}", part.name);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(count: Option<Count>, trouble: Option<&str>) -> Part {
        Part { name: "a part", count, trouble: trouble.map(str::to_owned), took: Some(Duration::ZERO) }
    }

    #[test]
    fn a_kind_without_a_single_test_is_not_well() {
        assert!(close(&[part(Some(Count::default()), None)]).is_err());
    }

    #[test]
    fn a_failed_test_and_a_failed_check_are_not_well() {
        assert!(close(&[part(Some(Count { passed: 9, failed: 1, skipped: 0 }), None)]).is_err());
        assert!(close(&[part(None, Some("not formatted"))]).is_err());
    }

    #[test]
    fn all_passed_is_well() {
        let passed = Count { passed: 9, failed: 0, skipped: 1 };
        assert!(close(&[part(Some(passed), None), part(None, None)]).is_ok());
    }
}
