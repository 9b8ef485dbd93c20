//! Open streams of changes: how many there are, and their end when the server stops.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use api_types::AccountId;
use metrics::gauge;
use tokio::sync::watch;

const OPEN: &str = "roster_streams";

/// So many streams an account can have open. A browser has one for each organization, however many tabs there are.
pub const PER_ACCOUNT: usize = 10;

/// Why no more streams are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoStream {
    #[error("the account has too many streams")]
    TooManyOfAccount,
    #[error("the server has too many streams, or is stopping")]
    TooMany,
}

/// The streams of this process; clones are the same.
#[derive(Debug, Clone)]
pub struct Streams(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// Tells this process from others, and from this one before its last start.
    name: String,
    max: AtomicUsize,
    open: Mutex<HashMap<AccountId, usize>>,
    stopping: watch::Sender<bool>,
}

impl Streams {
    /// None yet; the random number names the process.
    pub fn new(random: [u8; 8]) -> Self {
        metrics::describe_gauge!(OPEN, "Open streams of changes");
        let name = format!("{:016x}", u64::from_be_bytes(random));
        let (max, stopping) = (AtomicUsize::new(usize::MAX), watch::channel(false).0);
        Self(Arc::new(Shared { name, max, open: Mutex::default(), stopping }))
    }

    /// The name of this process.
    pub fn process(&self) -> &str {
        &self.0.name
    }

    /// From now on, at most so many are open at once.
    pub fn limit(&self, max: usize) {
        self.0.max.store(max, Ordering::Relaxed);
    }

    /// Ends all of them. None is opened after that.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// Opens one for an account.
    ///
    /// # Errors
    /// When there are too many.
    pub fn open(&self, account: AccountId) -> Result<Stream, NoStream> {
        let mut open = lock(&self.0.open);
        if *self.0.stopping.borrow() || open.values().sum::<usize>() >= self.0.max.load(Ordering::Relaxed) {
            return Err(NoStream::TooMany);
        }
        let number = open.entry(account).or_default();
        if *number >= PER_ACCOUNT {
            return Err(NoStream::TooManyOfAccount);
        }
        *number += 1;
        gauge!(OPEN).increment(1);
        Ok(Stream { account, streams: self.clone(), stopping: self.0.stopping.subscribe() })
    }
}

/// An open stream; over when it is dropped.
#[derive(Debug)]
pub struct Stream {
    account: AccountId,
    streams: Streams,
    stopping: watch::Receiver<bool>,
}

impl Stream {
    /// Waits until the server stops.
    pub async fn stopped(&mut self) {
        // Ends also when nobody is left who could stop it.
        let _ = self.stopping.wait_for(|stopping| *stopping).await;
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        gauge!(OPEN).decrement(1);
        if let Entry::Occupied(mut number) = lock(&self.streams.0.open).entry(self.account) {
            *number.get_mut() -= 1;
            if *number.get() == 0 {
                number.remove();
            }
        }
    }
}

/// Nothing that holds the lock can panic half way.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: AccountId = AccountId::from_u128(1);
    const OTHER: AccountId = AccountId::from_u128(2);

    #[test]
    fn x2_an_account_cannot_take_all_streams() {
        let streams = Streams::new([0; 8]);
        let mut open: Vec<_> = (0..PER_ACCOUNT).map(|_| streams.open(ONE).unwrap()).collect();
        assert_eq!(streams.open(ONE).unwrap_err(), NoStream::TooManyOfAccount);
        assert!(streams.open(OTHER).is_ok());
        open.pop();
        assert!(streams.open(ONE).is_ok());
    }

    #[test]
    fn x2_streams_leave_connections_for_requests() {
        let streams = Streams::new([0; 8]);
        streams.limit(1);
        let first = streams.open(ONE);
        assert_eq!(streams.open(OTHER).unwrap_err(), NoStream::TooMany);
        drop(first);
        assert!(streams.open(OTHER).is_ok());
    }

    #[tokio::test]
    async fn streams_end_when_the_server_stops() {
        let streams = Streams::new([0; 8]);
        let mut stream = streams.open(ONE).unwrap();
        streams.stop();
        stream.stopped().await;
        assert_eq!(streams.open(OTHER).unwrap_err(), NoStream::TooMany);
    }
}
