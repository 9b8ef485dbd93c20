//! Passwords: hashed with Argon2id, a few at a time.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::{clock::Entropy, store::text};

/// How many passwords may wait for each processor. A comparison takes some 20 ms, so the last one waits about 1 s.
const QUEUE_PER_PROCESSOR: usize = 50;

/// Memory in KiB, passes, lanes: OWASP's first choice for Argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// A password could not be hashed or compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashingFailed(String);

/// Why a password was not hashed or compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    #[error("too many passwords are waiting to be hashed")]
    Busy,
    #[error(transparent)]
    Failed(#[from] HashingFailed),
}

/// Compares passwords without letting them take all memory and processors.
#[derive(Debug, Clone)]
pub struct Passwords {
    /// Those that are being hashed, and those that wait for it.
    queue: Arc<Semaphore>,
    /// Those that are being hashed.
    permits: Arc<Semaphore>,
    comparisons: Arc<AtomicU64>,
    /// Hash of nobody's password: comparing with it takes as long as with a real one.
    decoy: Arc<str>,
}

impl Passwords {
    /// Compares as many at once as there are processors.
    ///
    /// # Errors
    /// When hashing itself fails.
    pub fn new(entropy: &Entropy) -> Result<Self, HashingFailed> {
        let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Ok(Self {
            queue: Arc::new(Semaphore::new(processors * (1 + QUEUE_PER_PROCESSOR))),
            permits: Arc::new(Semaphore::new(processors)),
            comparisons: Arc::default(),
            decoy: hash_password(&String::from_utf8_lossy(&entropy.bytes::<32>()), entropy)?.into(),
        })
    }

    /// Whether `password` is the one of `hash`. Without a hash the answer is no, after the same work.
    ///
    /// # Errors
    /// When too many are waiting, or hashing itself fails.
    pub async fn matches(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        let has_hash = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let comparisons = Arc::clone(&self.comparisons);
        let equal = self.work(move || {
            comparisons.fetch_add(1, Ordering::Relaxed);
            compare(&password, &hash)
        });
        Ok(equal.await? && has_hash)
    }

    /// Hashes a new password with a salt of its own.
    ///
    /// # Errors
    /// When too many are waiting, or hashing itself fails.
    pub async fn hash(&self, password: String, entropy: &Entropy) -> Result<String, PasswordError> {
        let entropy = entropy.clone();
        self.work(move || hash_password(&password, &entropy)).await
    }

    /// Does the work when its turn comes. Whoever waits may give up, and loses the turn. Work that has begun goes on
    /// without whoever asked for it, and keeps its permit until it is done.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashingFailed> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let failed = |error: &dyn std::fmt::Display| HashingFailed(error.to_string());
        let slot = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| PasswordError::Busy)?;
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|error| failed(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            // Whoever gets the permit finds the place in the queue free.
            drop((slot, permit));
            result
        });
        Ok(done.await.map_err(|error| failed(&error))??)
    }

    /// How many comparisons were made so far.
    pub fn comparisons(&self) -> u64 {
        self.comparisons.load(Ordering::Relaxed)
    }
}

/// Hashes a new password with a salt of its own.
///
/// # Errors
/// When hashing itself fails.
pub fn hash_password(password: &str, entropy: &Entropy) -> Result<String, HashingFailed> {
    let password = text::composed(password);
    let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &entropy.bytes::<16>());
    Ok(hash.map_err(|error| HashingFailed(error.to_string()))?.to_string())
}

fn compare(password: &str, hash: &str) -> Result<bool, HashingFailed> {
    let hash = PasswordHash::new(hash).map_err(|error| HashingFailed(error.to_string()))?;
    let composed = text::composed(password);
    // Earlier versions hashed passwords as they were typed.
    let hasher = hasher()?;
    let is_right = |password: &str| hasher.verify_password(password.as_bytes(), &hash).is_ok();
    Ok(is_right(&composed) || (*composed != *password && is_right(password)))
}

fn hasher() -> Result<Argon2<'static>, HashingFailed> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| HashingFailed(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use tokio::{task::JoinHandle, time::timeout};

    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_matches() {
        let entropy = Entropy::seeded(1);
        let passwords = Passwords::new(&entropy).unwrap();
        let hash = hash_password("correct horse", &entropy).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(passwords.matches("correct horse".into(), Some(hash.clone())).await, Ok(true));
        assert_eq!(passwords.matches("wrong horse".into(), Some(hash)).await, Ok(false));
        assert_eq!(passwords.matches("correct horse".into(), None).await, Ok(false));
        assert_eq!(passwords.comparisons(), 3);
    }

    #[tokio::test]
    async fn a_password_is_the_same_however_its_letters_are_typed() {
        let entropy = Entropy::seeded(1);
        let passwords = Passwords::new(&entropy).unwrap();
        let hash = hash_password("gru\u{308}ne A\u{308}pfel im Regen", &entropy).unwrap();
        assert_eq!(passwords.matches("gr\u{fc}ne \u{c4}pfel im Regen".into(), Some(hash)).await, Ok(true));
    }

    /// Work that goes on until it is told to end; says when it has begun.
    fn begin(passwords: &Passwords) -> (JoinHandle<Result<(), PasswordError>>, mpsc::Receiver<()>, mpsc::Sender<()>) {
        let (began, begins) = mpsc::channel();
        let (end, ends) = mpsc::channel();
        let passwords = passwords.clone();
        let work = move || {
            began.send(()).unwrap();
            ends.recv().unwrap();
            Ok(())
        };
        (tokio::spawn(async move { passwords.work(work).await }), begins, end)
    }

    fn small(permits: usize, queue: usize) -> Passwords {
        let passwords = Passwords::new(&Entropy::seeded(1)).unwrap();
        Passwords { permits: Arc::new(Semaphore::new(permits)), queue: Arc::new(Semaphore::new(queue)), ..passwords }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn x3_a_client_that_hangs_up_does_not_make_room_for_more_work() {
        let passwords = small(1, 2);
        let (asked, begins, end) = begin(&passwords);
        begins.recv().unwrap();
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled());
        assert_eq!(passwords.permits.available_permits(), 0, "the work still goes on");
        let (next, next_begins, next_end) = begin(&passwords);
        end.send(()).unwrap();
        next_begins.recv().unwrap();
        next_end.send(()).unwrap();
        assert_eq!(next.await.unwrap(), Ok(()));
        assert_eq!((passwords.permits.available_permits(), passwords.queue.available_permits()), (1, 2));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn x3_a_long_queue_is_turned_away_and_whoever_gives_up_leaves_it() {
        let passwords = small(1, 2);
        let (first, begins, end) = begin(&passwords);
        begins.recv().unwrap();
        let mut waiting = Box::pin(passwords.matches("a".into(), None));
        assert!(timeout(Duration::ZERO, &mut waiting).await.is_err());
        assert_eq!(passwords.matches("b".into(), None).await, Err(PasswordError::Busy));
        assert_eq!(passwords.hash("b".into(), &Entropy::seeded(1)).await, Err(PasswordError::Busy));
        drop(waiting);
        assert_eq!(passwords.queue.available_permits(), 1);
        end.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(()));
        assert_eq!(passwords.matches("c".into(), None).await, Ok(false));
    }
}
