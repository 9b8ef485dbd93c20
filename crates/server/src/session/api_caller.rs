//! The caller of a request that came with an API key.

use api_types::OrganizationId;

use crate::{
    authz::{
        AuthorizedKey, LiveKey,
        policy::{KeyAction, Refusal},
    },
    error::{ApiError, ProblemType},
};

/// The program that sent this request.
pub struct ApiCaller(LiveKey);

impl ApiCaller {
    /// The caller of a request that came with this key.
    pub(crate) fn new(key: LiveKey) -> Self {
        Self(key)
    }

    /// Asks whether the program may do `A` in this organization.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when the key is another organization's, 403 when it lacks the scope.
    pub fn authorize<A: KeyAction>(&self, organization: OrganizationId) -> Result<AuthorizedKey<A>, ApiError> {
        self.decide(organization)
    }

    /// Asks whether the program may do `A` in the organization of its key.
    ///
    /// # Errors
    /// 403 when the key lacks the scope.
    pub fn authorize_own<A: KeyAction>(&self) -> Result<AuthorizedKey<A>, ApiError> {
        self.decide(self.0.organization())
    }

    fn decide<A: KeyAction>(&self, organization: OrganizationId) -> Result<AuthorizedKey<A>, ApiError> {
        AuthorizedKey::decide(&self.0, organization).map_err(|refusal| match refusal {
            Refusal::Forbidden => ProblemType::insufficient_scope(A::SCOPE).into(),
            Refusal::NotFound => ApiError::NotFound,
        })
    }
}
