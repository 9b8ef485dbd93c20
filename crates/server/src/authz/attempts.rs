//! How often somebody may try: failures count, and a success forgives them.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use governor::{Quota, RateLimiter, middleware::NoOpMiddleware, nanos::Nanos, state::StateStore};

use crate::clock::Clock;

/// How many keys are remembered before those are dropped that have recovered.
const ROOM: usize = 100_000;

/// Too many failures; trying again makes sense after this long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exhausted {
    /// The wait, at least a second.
    pub retry_after: Duration,
}

/// Failures by key (an account, an address), at most so many a minute.
#[derive(Debug)]
pub struct Attempts {
    limiter: RateLimiter<String, Failures, Since, NoOpMiddleware<Duration>>,
    failures: Failures,
}

impl Attempts {
    /// Allows `per_minute` failures at once, and as many again within each minute.
    pub fn new(per_minute: NonZeroU32, clock: Clock) -> Self {
        let failures = Failures::default();
        let limiter = RateLimiter::new(Quota::per_minute(per_minute), failures.clone(), Since(clock));
        Self { limiter, failures }
    }

    /// Counts an attempt, as if it had failed.
    ///
    /// # Errors
    /// When there were too many already; then nothing may be tried.
    pub fn start(&self, key: &str) -> Result<(), Exhausted> {
        self.failures.make_room();
        self.limiter.check_key(&key.to_owned()).map_err(|denied| {
            let now = governor::clock::Clock::now(self.limiter.clock());
            Exhausted { retry_after: denied.wait_time_from(now).max(Duration::from_secs(1)) }
        })
    }

    /// The attempt succeeded: whatever failed before is forgiven.
    pub fn succeeded(&self, key: &str) {
        self.failures.lock().remove(key);
    }
}

/// Our clock, as the limiter reads it: the time since 1970.
#[derive(Debug)]
struct Since(Clock);

impl governor::clock::Clock for Since {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::try_from(self.0.now().duration_since(jiff::Timestamp::UNIX_EPOCH)).unwrap_or_default()
    }
}

/// By key: when, as the limiter counts, all failures will be forgotten.
#[derive(Debug, Clone, Default)]
struct Failures(Arc<Mutex<HashMap<String, Nanos>>>);

impl Failures {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Nanos>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets the half that will recover first when there are too many.
    fn make_room(&self) {
        let mut failures = self.lock();
        if failures.len() < ROOM {
            return;
        }
        let mut ends: Vec<Nanos> = failures.values().copied().collect();
        let (_, median, _) = ends.select_nth_unstable(ROOM / 2);
        let median = *median;
        failures.retain(|_, end| *end > median);
    }
}

impl StateStore for Failures {
    type Key = String;

    fn measure_and_replace<T, F, E>(&self, key: &String, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut failures = self.lock();
        let (result, end) = decide(failures.get(key).copied())?;
        failures.insert(key.clone(), end);
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    fn three_a_minute() -> (Attempts, Clock) {
        let clock = Clock::fixed(Timestamp::from_second(1_700_000_000).unwrap());
        (Attempts::new(NonZeroU32::new(3).unwrap(), clock.clone()), clock)
    }

    #[test]
    fn failures_run_out_by_key_and_come_back_with_time() {
        let (attempts, clock) = three_a_minute();
        for _ in 0..3 {
            assert_eq!(attempts.start("ada"), Ok(()));
        }
        let wait = attempts.start("ada").unwrap_err().retry_after;
        assert_eq!(wait, Duration::from_secs(20));
        assert_eq!(attempts.start("eve"), Ok(()));
        clock.advance(SignedDuration::try_from(wait).unwrap());
        assert_eq!(attempts.start("ada"), Ok(()));
    }

    #[test]
    fn a_success_forgives() {
        let (attempts, _) = three_a_minute();
        for _ in 0..20 {
            assert_eq!(attempts.start("ada"), Ok(()));
            attempts.succeeded("ada");
        }
    }

    #[test]
    fn forgotten_keys_leave_room() {
        let (attempts, _) = three_a_minute();
        for number in 0..=ROOM {
            assert_eq!(attempts.start(&number.to_string()), Ok(()));
        }
        assert!(attempts.failures.lock().len() <= ROOM);
    }
}
