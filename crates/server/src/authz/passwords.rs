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

use crate::clock::Entropy;

/// Memory in KiB, passes, lanes: OWASP's first choice for Argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// A password could not be hashed or compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashingFailed(String);

/// Compares passwords without letting them take all memory and processors.
#[derive(Debug, Clone)]
pub struct Passwords {
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
            permits: Arc::new(Semaphore::new(processors)),
            comparisons: Arc::default(),
            decoy: hash_password(&String::from_utf8_lossy(&entropy.bytes::<32>()), entropy)?.into(),
        })
    }

    /// Whether `password` is the one of `hash`. Without a hash the answer is no, after the same work.
    ///
    /// # Errors
    /// When hashing itself fails.
    pub async fn matches(&self, password: String, hash: Option<String>) -> Result<bool, HashingFailed> {
        let failed = |error: &dyn std::fmt::Display| HashingFailed(error.to_string());
        let _permit = self.permits.acquire().await.map_err(|error| failed(&error))?;
        self.comparisons.fetch_add(1, Ordering::Relaxed);
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let equal = tokio::task::spawn_blocking(move || compare(&password, &hash)).await;
        Ok(equal.map_err(|error| failed(&error))?? && known)
    }

    /// Hashes a new password with a salt of its own.
    ///
    /// # Errors
    /// When hashing itself fails.
    pub async fn hash(&self, password: String, entropy: &Entropy) -> Result<String, HashingFailed> {
        let failed = |error: &dyn std::fmt::Display| HashingFailed(error.to_string());
        let _permit = self.permits.acquire().await.map_err(|error| failed(&error))?;
        let entropy = entropy.clone();
        let hash = tokio::task::spawn_blocking(move || hash_password(&password, &entropy)).await;
        hash.map_err(|error| failed(&error))?
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
    let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &entropy.bytes::<16>());
    Ok(hash.map_err(|error| HashingFailed(error.to_string()))?.to_string())
}

fn compare(password: &str, hash: &str) -> Result<bool, HashingFailed> {
    let hash = PasswordHash::new(hash).map_err(|error| HashingFailed(error.to_string()))?;
    Ok(hasher()?.verify_password(password.as_bytes(), &hash).is_ok())
}

fn hasher() -> Result<Argon2<'static>, HashingFailed> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| HashingFailed(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
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
}
