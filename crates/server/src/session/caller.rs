//! The caller of a request.

use api_types::OrganizationId;

use crate::{
    authz::{
        Authorized, SignedIn,
        policy::{Action, Refusal},
    },
    error::ApiError,
    store::{Database, access},
};

/// Whoever sent this request, signed in.
pub struct Caller {
    signed_in: SignedIn,
    database: Database,
}

impl Caller {
    /// The caller of a request that came with this session.
    pub(crate) fn new(signed_in: SignedIn, database: Database) -> Self {
        Self { signed_in, database }
    }

    /// The account and its session.
    pub fn signed_in(&self) -> &SignedIn {
        &self.signed_in
    }

    /// Asks whether the caller may do `A` in this organization, with the roles that it has at this moment.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when the caller does not see the organization, or as the action's rule says.
    pub async fn authorize<A: Action>(&self, organization: OrganizationId) -> Result<Authorized<A>, ApiError> {
        let account = self.signed_in.account().id;
        let permissions = access::permissions(&self.database, account, organization).await?;
        Authorized::decide(account, organization, permissions).map_err(|refusal| match refusal {
            Refusal::Forbidden => ApiError::Forbidden,
            Refusal::NotFound => ApiError::NotFound,
        })
    }
}
