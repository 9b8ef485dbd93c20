//! An account that is fully signed in.

use api_types::Account;
use jiff::Timestamp;

use super::TokenHash;

/// Somebody who is fully signed in, for what concerns only their own account.
///
/// Only the session's lookup makes one.
#[derive(Debug, Clone)]
pub struct SignedIn {
    account: Account,
    session: TokenHash,
    expires_at: Timestamp,
}

impl SignedIn {
    /// Vouches for an account. Only for whoever has just checked its session or its password.
    pub(crate) fn vouch(account: Account, session: TokenHash, expires_at: Timestamp) -> Self {
        Self { account, session, expires_at }
    }

    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The session that it is signed in with.
    pub fn session(&self) -> TokenHash {
        self.session
    }

    /// When that session ends unless it is used before.
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}
