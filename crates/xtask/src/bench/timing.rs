//! When each request is due, and what became of all of them.

use std::time::Duration;

use serde::Serialize;

/// A fixed rate: the n-th request is due n intervals after the start, however the ones before it fare.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Requests a second; above 0.
    pub rate: f64,
    /// How many requests.
    pub requests: usize,
}

impl Schedule {
    /// When a request is due, counted from the start.
    pub fn due(&self, request: usize) -> Duration {
        Duration::from_secs_f64(request as f64 / self.rate)
    }

    /// How many requests a second were answered when the last answer came at `end`: the rate itself when the server
    /// kept up.
    fn achieved(&self, end: Duration) -> f64 {
        let last_due = self.due(self.requests.saturating_sub(1));
        let late = end.saturating_sub(last_due);
        // The last answer may take its time too, as long as it comes before the next request would be due.
        let length = last_due + late.max(self.due(1));
        self.requests as f64 / length.as_secs_f64()
    }
}

/// What the requests of one scenario took, from the moment when each was due to the last byte of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// How many requests.
    pub requests: usize,
    /// Requests a second that were asked for.
    pub rate: f64,
    /// Requests a second that were answered.
    pub achieved: f64,
    /// Half of the answers took no longer, in milliseconds.
    pub p50: f64,
    /// 99 of 100 answers took no longer, in milliseconds.
    pub p99: f64,
    /// The slowest answer, in milliseconds.
    pub max: f64,
}

/// One request: when it was due, counted from the start, and how long after that its answer was there.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub due: Duration,
    pub took: Duration,
}

impl Timing {
    /// `None` when there are no samples.
    pub fn of(schedule: Schedule, samples: &[Sample]) -> Option<Self> {
        let mut sorted: Vec<Duration> = samples.iter().map(|sample| sample.took).collect();
        sorted.sort_unstable();
        let end = samples.iter().map(|sample| sample.due + sample.took).max()?;
        let milliseconds = |part: f64| Some(quantile(&sorted, part)?.as_secs_f64() * 1000.0);
        Some(Self {
            requests: samples.len(),
            rate: schedule.rate,
            achieved: schedule.achieved(end),
            p50: milliseconds(0.5)?,
            p99: milliseconds(0.99)?,
            max: milliseconds(1.0)?,
        })
    }
}

/// The smallest value that is not exceeded by `part` (0 to 1) of them.
fn quantile(sorted: &[Duration], part: f64) -> Option<Duration> {
    let rank = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn requests_are_due_at_even_distances() {
        let schedule = Schedule { rate: 50.0, requests: 100 };
        assert_eq!([0, 1, 50].map(|request| schedule.due(request)), [ms(0), ms(20), ms(1000)]);
        assert_eq!(Schedule { rate: 0.1, requests: 4 }.due(1), ms(10_000));
    }

    #[test]
    fn quantiles_are_values_that_occurred() {
        let values: Vec<Duration> = (1..=200).map(ms).collect();
        assert_eq!([0.5, 0.99, 1.0].map(|part| quantile(&values, part).unwrap()), [ms(100), ms(198), ms(200)]);
        assert_eq!(quantile(&values[..1], 0.99), Some(ms(1)));
        assert_eq!(quantile(&values[..4], 0.5), Some(ms(2)));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn a_server_that_keeps_up_achieves_the_rate() {
        let schedule = Schedule { rate: 100.0, requests: 100 };
        assert_eq!(schedule.achieved(ms(992)), 100.0);
        assert_eq!(schedule.achieved(ms(2000)), 50.0);
    }

    #[test]
    fn samples_become_one_line() {
        let schedule = Schedule { rate: 100.0, requests: 3 };
        let samples = [(20, 1), (0, 9), (10, 2)].map(|(due, took)| Sample { due: ms(due), took: ms(took) });
        let timing = Timing::of(schedule, &samples).unwrap();
        assert_eq!((timing.requests, timing.p50, timing.p99, timing.max), (3, 2.0, 9.0, 9.0));
        assert_eq!(Timing::of(schedule, &[]), None);
    }
}
