//! The caller of a request.

use api_types::{AccountId, OrganizationId};
use jiff::Timestamp;

use crate::{
    authz::{
        Authorized, CurrentSession, Permissions, Proven, SignedIn,
        policy::{Action, ManageOrganization, Refusal},
    },
    error::{ApiError, ProblemType},
    store::{
        Database,
        access::{self, Closed},
        sessions::{self, SessionState},
    },
};

/// Whoever sent this request, signed in.
pub struct Caller {
    signed_in: SignedIn,
    database: Database,
    /// When the request came.
    now: Timestamp,
}

impl Caller {
    /// The caller of a request that came with this session.
    pub(crate) fn new(signed_in: SignedIn, database: Database, now: Timestamp) -> Self {
        Self { signed_in, database, now }
    }

    /// The account and its session.
    pub fn signed_in(&self) -> &SignedIn {
        &self.signed_in
    }

    /// The same caller later, while a response goes on; `None` when the session has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn again(&self, now: Timestamp) -> Result<Option<Self>, ApiError> {
        let current = self.signed_in.session();
        let found = sessions::again(&self.database, current.id, now).await?;
        let found = found.filter(|it| it.state == SessionState::Full && it.account.id == self.signed_in.account().id);
        Ok(found.map(|it| {
            let current = CurrentSession { expires_at: it.expires_at, proven_at: it.proven_at, ..current };
            Self::new(SignedIn::vouch(it.account, current), self.database.clone(), now)
        }))
    }

    /// The proof that the caller has given a password or a second factor not long ago.
    ///
    /// # Errors
    /// 403 `reauthentication_required` when that is too long ago.
    pub fn proven(&self) -> Result<Proven<'_>, ApiError> {
        self.signed_in.proven(self.now).ok_or_else(|| ProblemType::REAUTHENTICATION_REQUIRED.into())
    }

    /// Asks whether the caller may do `A` in this organization, with the roles that it has at this moment.
    ///
    /// # Errors
    /// As [`Caller::permissions_in`], or as the action's rule says.
    pub async fn authorize<A: Action>(&self, organization: OrganizationId) -> Result<Authorized<A>, ApiError> {
        self.permissions_in(organization).await?.authorize()
    }

    /// What the caller may do in this organization at this moment, for a request that does several things there.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when the caller does not see the organization, 403 `organization_disabled` or
    /// `organization_deleted` when it is closed and the caller can open it again, 403 `second_factor_required` when it is
    /// closed to people without one.
    pub async fn permissions_in(&self, organization: OrganizationId) -> Result<CallerPermissions, ApiError> {
        let account = self.signed_in.account().id;
        let has_second_factor = self.signed_in.account().two_factor;
        let access = access::of(&self.database, account, organization).await?;
        let closed_from = access.as_ref().and_then(|access| access.two_factor_from);
        if !has_second_factor && closed_from.is_some_and(|from| from <= self.now) {
            return Err(ProblemType::SECOND_FACTOR_REQUIRED.into());
        }
        if let Some(access) = access {
            return Ok(CallerPermissions { account, organization, permissions: access.permissions });
        }
        Err(match self.closed::<ManageOrganization>(organization).await? {
            Some((Ok(_), Closed::Disabled)) => ProblemType::ORGANIZATION_DISABLED.into(),
            Some((Ok(_), Closed::Deleted)) => ProblemType::ORGANIZATION_DELETED.into(),
            _ => ApiError::NotFound,
        })
    }

    /// Asks whether the caller may do `A` in an organization that is closed for this reason.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for all others.
    pub async fn authorize_closed<A: Action>(
        &self,
        organization: OrganizationId,
        closed: Closed,
    ) -> Result<Authorized<A>, ApiError> {
        match self.closed(organization).await? {
            Some((Ok(may), why)) if why == closed => Ok(may),
            _ => Err(ApiError::NotFound),
        }
    }

    async fn closed<A: Action>(
        &self,
        organization: OrganizationId,
    ) -> Result<Option<(Result<Authorized<A>, Refusal>, Closed)>, ApiError> {
        let account = self.signed_in.account().id;
        let access = access::of_closed(&self.database, account, organization, self.now).await?;
        Ok(access.map(|(access, closed)| (Authorized::decide(account, organization, Some(access.permissions)), closed)))
    }
}

/// What a caller may do in an organization that it sees, as it was when the request came.
pub struct CallerPermissions {
    account: AccountId,
    organization: OrganizationId,
    permissions: Permissions,
}

impl CallerPermissions {
    /// Asks whether that is enough for `A`.
    ///
    /// # Errors
    /// [`ApiError::Forbidden`] or [`ApiError::NotFound`], as the action's rule says.
    pub fn authorize<A: Action>(&self) -> Result<Authorized<A>, ApiError> {
        let permissions = Some(self.permissions.clone());
        Authorized::decide(self.account, self.organization, permissions).map_err(|refusal| match refusal {
            Refusal::Forbidden => ApiError::Forbidden,
            Refusal::NotFound => ApiError::NotFound,
        })
    }
}
