//! Rate limits for passwords and codes. A success resets the failures.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use governor::{Quota, RateLimiter, middleware::NoOpMiddleware, nanos::Nanos, state::StateStore};

use crate::clock::Clock;

/// The number of keys in memory before the half that recovers first is dropped.
const MAX_KEYS: usize = 100_000;

/// Too many failures; trying again makes sense after this long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimited {
    /// The wait, at least a second.
    pub retry_after: Duration,
}

/// Failures by key (an account, an address), at most so many a minute.
#[derive(Debug)]
pub struct RateLimit {
    limiter: RateLimiter<String, Failures, SinceEpoch, NoOpMiddleware<Duration>>,
    failures: Failures,
}

impl RateLimit {
    /// Allows `per_minute` failures at once, and as many again within each minute.
    pub fn new(per_minute: NonZeroU32, clock: Clock) -> Self {
        let failures = Failures::default();
        let limiter = RateLimiter::new(Quota::per_minute(per_minute), failures.clone(), SinceEpoch(clock));
        Self { limiter, failures }
    }

    /// Counts an attempt as a failure.
    ///
    /// # Errors
    /// When there were too many failures. Then the attempt must not be made.
    pub fn check(&self, key: &str) -> Result<(), RateLimited> {
        self.failures.drop_oldest_half();
        self.limiter.check_key(&key.to_owned()).map_err(|denied| {
            let now = governor::clock::Clock::now(self.limiter.clock());
            RateLimited { retry_after: denied.wait_time_from(now).max(Duration::from_secs(1)) }
        })
    }

    /// Forgets the failures of a key after a success.
    pub fn reset(&self, key: &str) {
        self.failures.lock().remove(key);
    }
}

/// Our clock, as the limiter reads it: the time since 1970.
#[derive(Debug)]
struct SinceEpoch(Clock);

impl governor::clock::Clock for SinceEpoch {
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
    fn drop_oldest_half(&self) {
        let mut failures = self.lock();
        if failures.len() < MAX_KEYS {
            return;
        }
        let mut ends: Vec<Nanos> = failures.values().copied().collect();
        let (_, median, _) = ends.select_nth_unstable(MAX_KEYS / 2);
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

    fn three_a_minute() -> (RateLimit, Clock) {
        let clock = Clock::fixed(Timestamp::from_second(1_700_000_000).unwrap());
        (RateLimit::new(NonZeroU32::new(3).unwrap(), clock.clone()), clock)
    }

    #[test]
    fn failures_run_out_by_key_and_come_back_with_time() {
        let (limit, clock) = three_a_minute();
        for _ in 0..3 {
            assert_eq!(limit.check("ada"), Ok(()));
        }
        let wait = limit.check("ada").unwrap_err().retry_after;
        assert_eq!(wait, Duration::from_secs(20));
        assert_eq!(limit.check("eve"), Ok(()));
        clock.advance(SignedDuration::try_from(wait).unwrap());
        assert_eq!(limit.check("ada"), Ok(()));
    }

    #[test]
    fn a_success_forgives() {
        let (limit, _) = three_a_minute();
        for _ in 0..20 {
            assert_eq!(limit.check("ada"), Ok(()));
            limit.reset("ada");
        }
    }

    #[test]
    fn forgotten_keys_leave_room() {
        let (limit, _) = three_a_minute();
        for number in 0..=MAX_KEYS {
            assert_eq!(limit.check(&number.to_string()), Ok(()));
        }
        assert!(limit.failures.lock().len() <= MAX_KEYS);
    }
}
