//! The proof that a program may do something with its API key.

use std::marker::PhantomData;

use api_types::{ApiKeyId, ApiScope, OrganizationId};

use super::policy::{KeyAction, Refusal};

/// An API key that works at this moment. Only the lookup of its secret makes one.
#[derive(Debug, Clone)]
pub struct LiveKey {
    id: ApiKeyId,
    organization: OrganizationId,
    scopes: Vec<ApiScope>,
}

impl LiveKey {
    /// Creates the proof. Call it only after checking the secret, the expiry and the organization of the key.
    pub(crate) fn vouch(id: ApiKeyId, organization: OrganizationId, scopes: Vec<ApiScope>) -> Self {
        Self { id, organization, scopes }
    }

    /// The key.
    pub fn id(&self) -> ApiKeyId {
        self.id
    }

    /// The organization that it belongs to.
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// Whether it has the scope.
    pub fn has(&self, scope: ApiScope) -> bool {
        self.scopes.contains(&scope)
    }
}

/// Proof that an API key may do `A` in its organization. Only [`AuthorizedKey::decide`] makes one.
#[derive(Debug)]
pub struct AuthorizedKey<A> {
    organization: OrganizationId,
    key: ApiKeyId,
    action: PhantomData<A>,
}

impl<A: KeyAction> AuthorizedKey<A> {
    /// Applies the rule of `A` to a key.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] in any organization but the key's, [`Refusal::Forbidden`] without the scope.
    pub(crate) fn decide(key: &LiveKey, organization: OrganizationId) -> Result<Self, Refusal> {
        if key.organization != organization {
            Err(Refusal::NotFound)
        } else if key.has(A::SCOPE) {
            Ok(Self { organization, key: key.id, action: PhantomData })
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// Where: the only tenant that the store may touch with this.
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// With which key.
    pub fn key(&self) -> ApiKeyId {
        self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authz::policy::WriteReferences;

    #[test]
    fn a_key_works_in_its_own_organization_and_with_the_scope_only() {
        let [own, other] = [1, 2].map(OrganizationId::from_u128);
        let key = |scopes: &[ApiScope]| LiveKey::vouch(ApiKeyId::from_u128(3), own, scopes.to_vec());
        let decide = |key: &LiveKey, organization| {
            AuthorizedKey::<WriteReferences>::decide(key, organization).map(|may| (may.organization(), may.key()))
        };
        let whole = key(&[ApiScope::ReferencesWrite]);
        assert_eq!(decide(&whole, own), Ok((own, whole.id())));
        assert_eq!(decide(&whole, other), Err(Refusal::NotFound));
        assert_eq!(decide(&key(&[]), own), Err(Refusal::Forbidden));
        assert_eq!(decide(&key(&[]), other), Err(Refusal::NotFound));
    }
}
