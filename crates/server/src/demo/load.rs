//! Loads demo records into a database.

use super::PASSWORD;
use crate::{
    clock::Entropy,
    session::hash_password,
    state::StartError,
    store::{
        Database,
        seed::{self, records::Data},
    },
};

/// Inserts all records, or nothing if one of them exists already. Accounts sign in with [`PASSWORD`].
///
/// # Errors
/// When the database fails or the password cannot be hashed.
pub async fn load(database: &Database, data: &Data, entropy: &Entropy) -> Result<(), StartError> {
    let needs_password = data.accounts.iter().any(|account| account.has_password);
    let password_hash = if needs_password { Some(hash_password(PASSWORD, entropy)?) } else { None };
    Ok(seed::load(database, data, password_hash, entropy).await?)
}
