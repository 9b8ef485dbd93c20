//! The key for the secrets in the database, and sealing those that are not sealed with it.

use super::StartError;
use crate::{
    clock::Entropy,
    session::SecretKey,
    store::{Database, StoreError, accounts::MoveSecrets, keys},
};

/// The key itself, as long as nobody has named a file for it.
const KEY: &str = "secret";
/// Tells whether a key is the one that has sealed the secrets.
const FINGERPRINT: &str = "secret_check";

/// The key that seals the secrets: `outside`, if it is kept outside the database, otherwise the database's own. Seals with
/// it what an earlier version, or an earlier key, has left.
///
/// # Errors
/// When the secrets are sealed with another key, or the database fails.
pub(super) async fn load(
    database: &Database,
    outside: Option<SecretKey>,
    entropy: &Entropy,
) -> Result<SecretKey, StartError> {
    let key = match outside {
        Some(outside) => {
            if let Some(inside) = keys::find(database, KEY).await?.map(SecretKey::new) {
                move_outside(database, &inside, &outside, entropy).await?;
            }
            let known = keys::load_or_create(database, FINGERPRINT, outside.fingerprint()).await?;
            if known != outside.fingerprint() {
                return Err(StartError::OtherSecretKey);
            }
            outside
        }
        None if keys::find(database, FINGERPRINT).await?.is_some() => return Err(StartError::OtherSecretKey),
        None => SecretKey::new(keys::load_or_create(database, KEY, entropy.bytes()).await?),
    };
    MoveSecrets::plain(database, &|account, secret| key.seal(account, secret, entropy)).await?;
    Ok(key)
}

/// Seals every secret with a key that was inside the database with one outside, and forgets the former.
async fn move_outside(
    database: &Database,
    inside: &SecretKey,
    outside: &SecretKey,
    entropy: &Entropy,
) -> Result<(), StoreError> {
    // One that does not open is sealed with the new key already: the last attempt was cut off.
    let seal = |account, sealed: &str| outside.seal(account, &inside.open(account, sealed).ok()?, entropy);
    MoveSecrets::sealed(database, &seal).await?;
    keys::forget(database, KEY).await
}
