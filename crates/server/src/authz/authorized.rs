//! The proof that somebody may do something.

use std::marker::PhantomData;

use api_types::{AccountId, OrganizationId};

use super::{
    Permissions,
    policy::{Action, Refusal, decide},
};

/// Proof that an account may do `A` in an organization. Only [`Authorized::decide`] makes one.
#[derive(Debug)]
pub struct Authorized<A> {
    organization: OrganizationId,
    account: AccountId,
    permissions: Permissions,
    action: PhantomData<A>,
}

impl<A: Action> Authorized<A> {
    /// Applies the rule of `A` to the permissions that the account has in the organization at this moment; `None` when
    /// the account cannot see the organization. Only for [`crate::session::Caller`] and the jobs that one has
    /// started, which read them from the store.
    ///
    /// # Errors
    /// How to refuse.
    pub(crate) fn decide(
        account: AccountId,
        organization: OrganizationId,
        permissions: Option<Permissions>,
    ) -> Result<Self, Refusal> {
        decide(A::RULE, permissions.as_ref())?;
        let permissions = permissions.unwrap_or_default();
        Ok(Self { organization, account, permissions, action: PhantomData })
    }

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
