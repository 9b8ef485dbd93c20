//! The key that seals the secrets of authenticator apps. It can be kept outside the database.

use std::{fmt, sync::Arc};

use api_types::AccountId;
use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};

use crate::clock::Entropy;

const NONCE: usize = 24;

/// Seals texts with XChaCha20-Poly1305. Without its bytes in `Debug`.
#[derive(Clone)]
pub struct SecretKey(Arc<[u8; 32]>);

/// A sealed text was changed, or was sealed with another key or for another account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret was sealed with another key")]
pub struct Unsealable;

impl SecretKey {
    /// The key with these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(bytes))
    }

    /// Reads the text of a key file: 32 bytes in base64.
    pub fn from_text(text: &str) -> Option<Self> {
        BASE64_STANDARD.decode(text.trim()).ok()?.try_into().ok().map(Self::new)
    }

    /// The text of a key file.
    pub fn to_text(&self) -> String {
        BASE64_STANDARD.encode(*self.0)
    }

    /// Tells this key from others, and nothing of it.
    pub fn fingerprint(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"roster secret key").chain_update(*self.0).finalize().into()
    }

    /// Seals a secret of an account. Nobody can pass it off as another account's.
    pub fn seal(&self, account: AccountId, secret: &str, entropy: &Entropy) -> Option<String> {
        let nonce = entropy.bytes::<NONCE>();
        let payload = Payload { msg: secret.as_bytes(), aad: &account.as_u128().to_be_bytes() };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload).ok()?;
        Some(BASE64_STANDARD.encode([&nonce[..], &sealed].concat()))
    }

    /// Opens what [`SecretKey::seal`] has sealed.
    ///
    /// # Errors
    /// When it was sealed with another key or for another account, or was changed.
    pub fn open(&self, account: AccountId, sealed: &str) -> Result<String, Unsealable> {
        let bytes = BASE64_STANDARD.decode(sealed).map_err(|_| Unsealable)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(Unsealable)?;
        let payload = Payload { msg: sealed, aad: &account.as_u128().to_be_bytes() };
        let secret = self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| Unsealable)?;
        String::from_utf8(secret).map_err(|_| Unsealable)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.0).into())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x11_a_secret_opens_with_its_key_and_for_its_account_only() {
        let entropy = Entropy::seeded(1);
        let (key, other) = (SecretKey::new([1; 32]), SecretKey::new([2; 32]));
        let (ada, eve) = (AccountId::from_u128(1), AccountId::from_u128(2));
        let sealed = key.seal(ada, "JBSWY3DPEHPK3PXP", &entropy).unwrap();
        assert!(!sealed.contains("JBSWY3DP"));
        assert_ne!(key.seal(ada, "JBSWY3DPEHPK3PXP", &entropy).unwrap(), sealed, "a nonce of its own");
        assert_eq!(key.open(ada, &sealed).as_deref(), Ok("JBSWY3DPEHPK3PXP"));
        assert_eq!(key.open(eve, &sealed), Err(Unsealable));
        assert_eq!(other.open(ada, &sealed), Err(Unsealable));
        for wrong in ["", "x", &sealed[4..], &sealed.replacen(&sealed[40..41], "-", 1)] {
            assert_eq!(key.open(ada, wrong), Err(Unsealable), "{wrong}");
        }
    }

    #[test]
    fn x11_a_key_survives_its_file_and_shows_nothing_in_logs() {
        let key = SecretKey::new([7; 32]);
        let read = SecretKey::from_text(&format!("{}\n", key.to_text())).unwrap();
        assert_eq!(read.fingerprint(), key.fingerprint());
        assert!(SecretKey::from_text("too short").is_none());
        assert_eq!(format!("{key:?}"), "SecretKey { .. }");
    }
}
