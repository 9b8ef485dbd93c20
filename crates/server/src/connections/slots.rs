//! Who has how many connections.

use std::{
    collections::{HashMap, hash_map::Entry},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ipnet::IpNet;
use metrics::{counter, gauge};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

use super::Limits;
use crate::client::Client;

const OPEN: &str = "roster_connections";
const REFUSED: &str = "roster_connections_refused_total";

/// How often the log says that all slots are taken.
const QUIET: Duration = Duration::from_secs(60);

/// The slots for connections.
pub(super) struct Slots {
    max: u32,
    free: Arc<Semaphore>,
    max_per_client: usize,
    trusted_proxies: Vec<IpNet>,
    clients: Clients,
    /// When the log last warned that all slots are taken.
    warned_at: Mutex<Option<Instant>>,
}

/// The number of connections by client.
type Clients = Arc<Mutex<HashMap<Client, usize>>>;

impl Slots {
    pub(super) fn new(limits: &Limits) -> Self {
        metrics::describe_gauge!(OPEN, "Open connections of clients");
        metrics::describe_counter!(REFUSED, "Connections closed at once because their client had too many");
        let max = u32::try_from(limits.max.min(Semaphore::MAX_PERMITS)).unwrap_or(u32::MAX);
        Self {
            max,
            free: Arc::new(Semaphore::new(max as usize)),
            max_per_client: limits.max_per_client,
            trusted_proxies: limits.trusted_proxies.clone(),
            clients: Clients::default(),
            warned_at: Mutex::default(),
        }
    }

    /// Waits for a free slot.
    pub(super) async fn acquire(&self) -> OwnedSemaphorePermit {
        if self.free.available_permits() == 0 {
            self.warn_that_all_are_used();
        }
        match Arc::clone(&self.free).acquire_owned().await {
            Ok(permit) => permit,
            // Nobody closes the semaphore.
            Err(_) => std::future::pending().await,
        }
    }

    fn warn_that_all_are_used(&self) {
        let mut warned_at = lock(&self.warned_at);
        if warned_at.is_none_or(|at| at.elapsed() > QUIET) {
            *warned_at = Some(Instant::now());
            tracing::warn!(max = self.max, "the limit of connections is reached; new clients wait until one is closed");
        }
    }

    /// Gives the slot to this peer, unless it has too many already.
    pub(super) fn assign(&self, peer: IpAddr, permit: OwnedSemaphorePermit) -> Option<Slot> {
        let peer = peer.to_canonical();
        let counted = !self.trusted_proxies.iter().any(|network| network.contains(&peer));
        let client = counted.then(|| Client::at(peer));
        if let Some(client) = client {
            let mut clients = lock(&self.clients);
            let number = clients.entry(client).or_default();
            if *number >= self.max_per_client {
                counter!(REFUSED).increment(1);
                tracing::debug!("a client has too many connections");
                return None;
            }
            *number += 1;
        }
        gauge!(OPEN).increment(1);
        Some(Slot { _permit: permit, client, clients: Arc::clone(&self.clients) })
    }

    /// Waits until no connection is left.
    pub(super) async fn all_free(&self) {
        // As above: nobody closes it.
        let _ = self.free.acquire_many(self.max).await;
    }
}

/// The slot of one connection; free again when it is dropped.
pub(super) struct Slot {
    _permit: OwnedSemaphorePermit,
    client: Option<Client>,
    clients: Clients,
}

impl Drop for Slot {
    fn drop(&mut self) {
        gauge!(OPEN).decrement(1);
        let Some(client) = self.client else { return };
        if let Entry::Occupied(mut number) = lock(&self.clients).entry(client) {
            *number.get_mut() -= 1;
            if *number.get() == 0 {
                number.remove();
            }
        }
    }
}

/// Nothing that holds a lock here can panic half way.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(max: usize, max_per_client: usize) -> Slots {
        let second = Duration::from_secs(1);
        Slots::new(&Limits {
            max,
            max_per_client,
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            header_timeout: second,
            idle_timeout: second,
            write_timeout: second,
        })
    }

    async fn take(slots: &Slots, peer: &str) -> Option<Slot> {
        slots.assign(peer.parse().unwrap(), slots.acquire().await)
    }

    #[tokio::test]
    async fn x2_one_client_has_so_many_places_and_gets_them_back() {
        let slots = slots(10, 2);
        let first = take(&slots, "203.0.113.7").await.unwrap();
        let _second = take(&slots, "::ffff:203.0.113.7").await.unwrap();
        assert!(take(&slots, "203.0.113.7").await.is_none());
        assert!(take(&slots, "203.0.113.8").await.is_some());
        drop(first);
        assert!(take(&slots, "203.0.113.7").await.is_some());
    }

    #[tokio::test]
    async fn x2_a_network_of_ipv6_is_one_client() {
        let slots = slots(10, 1);
        let _one = take(&slots, "2001:db8:0:1::1").await.unwrap();
        assert!(take(&slots, "2001:db8:0:1:ffff::2").await.is_none());
        assert!(take(&slots, "2001:db8:0:2::1").await.is_some());
    }

    #[tokio::test]
    async fn x2_a_trusted_proxy_connects_for_many() {
        let slots = slots(3, 1);
        let held = [take(&slots, "10.0.0.1").await, take(&slots, "10.0.0.1").await, take(&slots, "10.0.0.1").await];
        assert!(held.iter().all(Option::is_some));
        assert!(tokio::time::timeout(Duration::from_millis(20), slots.acquire()).await.is_err(), "a fourth of three");
    }
}
