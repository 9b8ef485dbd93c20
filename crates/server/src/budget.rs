//! Budgets: so much at once, and as much again within each period.

use std::{num::NonZeroU32, time::Duration};

use jiff::{SignedDuration, Timestamp};

/// A budget is spent; trying again makes sense after this long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many; again in {retry_after:?}")]
pub struct RateLimited {
    /// The wait, at least a second.
    pub retry_after: Duration,
}

/// How much is allowed at once. It comes back evenly over the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    number: NonZeroU32,
    period: SignedDuration,
}

impl Budget {
    /// Allows `number` at once, and as many again within each period.
    pub const fn new(number: NonZeroU32, period: SignedDuration) -> Self {
        Self { number, period }
    }

    /// Allows `number` at once, and as many again within each minute.
    pub const fn per_minute(number: NonZeroU32) -> Self {
        Self::new(number, SignedDuration::from_mins(1))
    }

    /// Allows `number` at once, and as many again within each day.
    pub const fn per_day(number: NonZeroU32) -> Self {
        Self::new(number, SignedDuration::from_hours(24))
    }

    /// When one can be taken out of the budget, if all of it is there again at `full_at`.
    pub fn free_at(self, full_at: Timestamp) -> Timestamp {
        let number = i32::try_from(self.number.get()).unwrap_or(i32::MAX);
        let free_at = full_at.checked_sub(self.period).and_then(|at| at.checked_add(self.period / number));
        free_at.unwrap_or(Timestamp::MAX)
    }

    /// Takes one out of the budget. `full_at` is when all of it is there again; returns when that is from now on.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn take(self, full_at: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, RateLimited> {
        let later = |from: Timestamp, by: SignedDuration| from.checked_add(by).unwrap_or(Timestamp::MAX);
        let latest = later(now, self.period);
        // No budget takes longer than its period: a later time is from before the clock was set back.
        let full_at = full_at.filter(|at| (now..=latest).contains(at)).unwrap_or(now);
        let next = later(full_at, self.period / i32::try_from(self.number.get()).unwrap_or(i32::MAX));
        if next <= latest {
            return Ok(next);
        }
        let wait = Duration::try_from(next.duration_since(latest)).unwrap_or_default();
        Err(RateLimited { retry_after: wait.max(Duration::from_secs(1)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE_A_MINUTE: Budget = Budget::per_minute(NonZeroU32::new(3).unwrap());

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    /// Takes three, after which nothing is left.
    fn spent(now: Timestamp) -> Option<Timestamp> {
        (0..3).fold(None, |full_at, _| Some(THREE_A_MINUTE.take(full_at, now).unwrap()))
    }

    #[test]
    fn a_budget_comes_back_evenly() {
        let full_at = spent(at(0));
        assert_eq!(full_at, Some(at(60)));
        assert_eq!(THREE_A_MINUTE.take(full_at, at(0)).unwrap_err().retry_after, Duration::from_secs(20));
        assert_eq!(THREE_A_MINUTE.take(full_at, at(19)).unwrap_err().retry_after, Duration::from_secs(1));
        assert_eq!(THREE_A_MINUTE.free_at(at(60)), at(20));
        assert_eq!(THREE_A_MINUTE.take(full_at, at(20)), Ok(at(80)));
        assert_eq!(spent(at(600)), Some(at(660)));
    }

    #[test]
    fn x17_a_clock_that_is_set_back_keeps_nobody_waiting() {
        let full_at = spent(at(7_200));
        assert!(THREE_A_MINUTE.take(full_at, at(7_200)).is_err());
        assert_eq!(THREE_A_MINUTE.take(full_at, at(0)), Ok(at(20)), "not 7,205 seconds later");
    }
}
