//! Rate limits in memory: of clients, and of what needs no more than one server's word.

use std::{
    collections::HashMap,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{
    budget::{Budget, RateLimited},
    client::Client,
    clock::Clock,
};

/// The number of keys in memory before the half that recovers first is dropped.
const MAX_KEYS: usize = 100_000;

/// A budget for each key (a client, an address).
#[derive(Debug)]
pub struct RateLimit {
    budget: Budget,
    clock: Clock,
    /// By key: when its budget is full again. Keys are hashes, so a long one takes no more memory than a short one.
    full_at: Mutex<HashMap<u128, Timestamp>>,
}

impl RateLimit {
    /// Allows `per_minute` at once, and as many again within each minute.
    pub fn new(per_minute: NonZeroU32, clock: Clock) -> Self {
        Self { budget: Budget::per_minute(per_minute), clock, full_at: Mutex::default() }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// When there were too many. Then the attempt must not be made.
    pub fn check(&self, key: &str) -> Result<(), RateLimited> {
        let (key, now) = (hash(key), self.clock.now());
        let mut full_at = self.lock();
        drop_half(&mut full_at);
        let next = self.budget.take(full_at.get(&key).copied(), now)?;
        full_at.insert(key, next);
        Ok(())
    }

    /// Counts an attempt of a client. One without an address is not counted.
    ///
    /// # Errors
    /// When there were too many. Then the attempt must not be made.
    pub fn check_client(&self, peer: Option<IpAddr>) -> Result<(), RateLimited> {
        peer.map_or(Ok(()), |peer| self.check(&Client::at(peer).to_string()))
    }

    /// Forgets the attempts of a key.
    pub fn reset(&self, key: &str) {
        self.lock().remove(&hash(key));
    }

    /// Forgets the attempts of a client after a success.
    pub fn reset_client(&self, peer: Option<IpAddr>) {
        if let Some(peer) = peer {
            self.reset(&Client::at(peer).to_string());
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u128, Timestamp>> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(key: &str) -> u128 {
    let mut first = [0; 16];
    first.copy_from_slice(&Sha256::digest(key)[..16]);
    u128::from_be_bytes(first)
}

/// Drops the half that will recover first if there are too many.
fn drop_half(full_at: &mut HashMap<u128, Timestamp>) {
    if full_at.len() < MAX_KEYS {
        return;
    }
    let mut times: Vec<Timestamp> = full_at.values().copied().collect();
    let (_, median, _) = times.select_nth_unstable(MAX_KEYS / 2);
    let median = *median;
    full_at.retain(|_, at| *at > median);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::SignedDuration;

    use super::*;

    fn three_a_minute() -> (RateLimit, Clock) {
        let clock = Clock::fixed(Timestamp::from_second(1_700_000_000).unwrap());
        (RateLimit::new(NonZeroU32::new(3).unwrap(), clock.clone()), clock)
    }

    #[test]
    fn attempts_run_out_by_key_and_come_back_with_time() {
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
    fn x8_a_network_of_ipv6_has_one_budget() {
        let (limit, _) = three_a_minute();
        for host in 1..=3 {
            assert_eq!(limit.check_client(Some(format!("2001:db8::{host}").parse().unwrap())), Ok(()));
        }
        assert!(limit.check_client(Some("2001:db8::4".parse().unwrap())).is_err());
        assert_eq!(limit.check_client(Some("2001:db8:0:1::4".parse().unwrap())), Ok(()));
        assert_eq!(limit.check_client(None), Ok(()));
    }

    #[test]
    fn a_success_forgives() {
        let (limit, _) = three_a_minute();
        let peer = Some("192.0.2.1".parse().unwrap());
        for _ in 0..20 {
            assert_eq!(limit.check_client(peer), Ok(()));
            limit.reset_client(peer);
        }
    }

    #[test]
    fn x8_forgotten_keys_leave_room() {
        let (limit, _) = three_a_minute();
        for number in 0..=MAX_KEYS {
            assert_eq!(limit.check(&number.to_string()), Ok(()));
        }
        assert!(limit.lock().len() <= MAX_KEYS);
    }
}
