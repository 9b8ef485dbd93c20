//! Why a role is not created, changed or deleted.

use crate::store::StoreError;

/// A role was not created, changed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    #[error("there is no such role")]
    NotFound,
    #[error("the role to start from does not exist")]
    UnknownOrigin,
    #[error("the replacement is not another role of the organization")]
    UnknownReplacement,
    #[error("the caller is no longer allowed to do this")]
    NoLongerAllowed,
    #[error("the role, as it is or as it would be, has more permissions than the caller")]
    AboveYourself,
    #[error("the caller could no longer manage roles")]
    OwnPermissions,
    #[error("the role has changed since")]
    Stale,
    #[error("another role has this name")]
    NameTaken,
    #[error("there are too many roles already")]
    TooMany,
    #[error("a predefined role is not deleted")]
    Predefined,
    #[error("the administrator has every permission")]
    Administrator,
    #[error("somebody holds the role")]
    Held,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RoleError {
    /// Whether another change was faster, also if it took the name that was looked up just before.
    pub(super) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}
