//! Who asks, and the proof of what they may.

use std::marker::PhantomData;

use api_types::{Account, AccountId, OrganizationId};
use jiff::Timestamp;

use super::{
    Permissions, TokenHash,
    policy::{Action, Refusal, decide},
};
use crate::{app::AppState, error::ApiError, store};

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

/// Whoever sent this request, signed in.
pub struct Caller {
    signed_in: SignedIn,
    state: AppState,
}

impl Caller {
    /// The caller of a request that came with this session.
    pub(crate) fn new(signed_in: SignedIn, state: AppState) -> Self {
        Self { signed_in, state }
    }

    /// Who it is.
    pub fn signed_in(&self) -> &SignedIn {
        &self.signed_in
    }

    /// Asks whether the caller may do `A` in this organization, as its roles are at this moment.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when the caller does not see the organization, or as the action's rule says.
    pub async fn authorize<A: Action>(&self, organization: OrganizationId) -> Result<Authorized<A>, ApiError> {
        let account = self.signed_in.account.id;
        let held = store::access::permissions(&self.state.database, account, organization).await?;
        match decide(A::RULE, held.as_ref()) {
            Ok(()) => {
                Ok(Authorized { organization, account, permissions: held.unwrap_or_default(), action: PhantomData })
            }
            Err(Refusal::Forbidden) => Err(ApiError::Forbidden),
            Err(Refusal::NotFound) => Err(ApiError::NotFound),
        }
    }
}

/// Proof that an account may do `A` in an organization; only [`Caller::authorize`] makes one.
#[derive(Debug)]
pub struct Authorized<A> {
    organization: OrganizationId,
    account: AccountId,
    permissions: Permissions,
    action: PhantomData<A>,
}

impl<A: Action> Authorized<A> {
    /// Where: the only tenant that the store may touch with this.
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// Who.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// Everything else that the account may do there.
    pub fn permissions(&self) -> &Permissions {
        &self.permissions
    }
}
