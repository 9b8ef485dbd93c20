//! An account that is fully signed in.

use api_types::{Account, AccountId, SessionId};
use jiff::{SignedDuration, Timestamp};

use super::TokenHash;

/// For so long after giving a password or a second factor, its owner can change how the account is signed in to.
pub const PROOF_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// Somebody who is fully signed in, for what concerns only their own account.
///
/// Only the session's lookup makes one.
#[derive(Debug, Clone)]
pub struct SignedIn {
    account: Account,
    session: CurrentSession,
}

/// The session that somebody is signed in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentSession {
    pub id: SessionId,
    pub token: TokenHash,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
    /// When its owner last proved who they are.
    pub proven_at: Timestamp,
}

/// Somebody who is signed in and has just proved who they are.
#[derive(Debug, Clone, Copy)]
pub struct Proven<'a>(&'a SignedIn);

impl SignedIn {
    /// Vouches for an account. Only for whoever has just checked its session or its password.
    pub(crate) fn vouch(account: Account, session: CurrentSession) -> Self {
        Self { account, session }
    }

    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The session that it is signed in with.
    pub fn session(&self) -> CurrentSession {
        self.session
    }

    /// When that session ends unless it is used before.
    pub fn expires_at(&self) -> Timestamp {
        self.session.expires_at
    }

    /// The proof of who it is, if that is not too long ago.
    pub fn proven(&self, now: Timestamp) -> Option<Proven<'_>> {
        (now.duration_since(self.session.proven_at) < PROOF_LIFETIME).then_some(Proven(self))
    }

    /// The proof of who it is, for whoever has just compared the password.
    pub(crate) fn prove(&self) -> Proven<'_> {
        Proven(self)
    }
}

impl Proven<'_> {
    /// The account.
    pub fn account(&self) -> AccountId {
        self.0.account.id
    }

    /// The session that it is signed in with.
    pub fn session(&self) -> CurrentSession {
        self.0.session
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_good_for_ten_minutes() {
        let account = Account {
            id: AccountId::from_u128(1),
            email: "ada@acme.example".to_owned(),
            name: "Ada".to_owned(),
            two_factor: false,
        };
        let proven_at: Timestamp = "2026-11-21T09:30:00Z".parse().unwrap();
        let expires_at = proven_at + SignedDuration::from_hours(1);
        let session = CurrentSession { id: SessionId::from_u128(2), token: TokenHash([0; 32]), expires_at, proven_at };
        let signed_in = SignedIn::vouch(account, session);
        let after = |minutes| proven_at + SignedDuration::from_mins(minutes);
        assert!(signed_in.proven(after(9)).is_some());
        assert!(signed_in.proven(after(10)).is_none());
    }
}
