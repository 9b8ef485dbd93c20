//! A computation on the server's core, as often as pages are asked for and as long as one takes: without a server, what
//! makes some of these slow is the machine.

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use super::cores::Cores;
use super::load::{joined, wait_until};
use super::timing::{Sample, Schedule};
use crate::failure::Outcome;

/// What one computation takes while nothing slows it.
const LENGTH: Duration = Duration::from_millis(3);
/// So many steps show how fast the processor is.
const TRIAL: u64 = 200_000;
/// The fastest of so many trials counts.
const TRIALS: usize = 50;

/// Computes as scheduled.
///
/// # Errors
/// When the system does not let the thread have the server's core.
pub fn run(schedule: Schedule, cores: Option<Cores>) -> Outcome<Vec<Sample>> {
    // A thread of its own, because a thread stays on the core to which it was moved.
    thread::scope(|scope| {
        joined(scope.spawn(|| {
            cores.map_or(Ok(()), |cores| Cores::move_to(cores.server))?;
            let steps = steps_of(LENGTH);
            let start = Instant::now();
            let sample = |number| {
                let due = schedule.due(number);
                wait_until(start + due);
                compute(steps);
                Sample { due, took: start.elapsed().saturating_sub(due) }
            };
            Ok((0..schedule.requests).map(sample).collect())
        }))
    })
}

/// How many steps take so long.
fn steps_of(length: Duration) -> u64 {
    let trial = || {
        let start = Instant::now();
        compute(TRIAL);
        start.elapsed()
    };
    let fastest = (0..TRIALS).map(|_| trial()).min().unwrap_or(length).max(Duration::from_nanos(1));
    (TRIAL as f64 * length.as_secs_f64() / fastest.as_secs_f64()) as u64
}

/// Steps of which each needs the one before.
fn compute(steps: u64) {
    let mut state = black_box(1u64);
    for _ in 0..steps {
        state = black_box(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_computation_comes_when_it_is_due() {
        let schedule = Schedule { rate: 1000.0, requests: 5 };
        let samples = run(schedule, None).unwrap();
        assert_eq!(samples.len(), 5);
        assert!(samples.iter().enumerate().all(|(number, sample)| sample.due == schedule.due(number)));
    }

    #[test]
    fn a_longer_computation_has_more_steps() {
        assert!(steps_of(4 * LENGTH) > steps_of(LENGTH));
    }
}
