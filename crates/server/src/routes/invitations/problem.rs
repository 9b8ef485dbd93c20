//! Errors of invitations as problem details.

use crate::{
    error::{ApiError, Refused},
    routes::idempotency,
    store::invitations::{AcceptError, DeadLink, InviteError, LookupError},
};

impl From<DeadLink> for Refused {
    fn from(dead: DeadLink) -> Self {
        match dead {
            DeadLink::Unknown => Self::INVITATION_UNKNOWN,
            DeadLink::Expired => Self::INVITATION_EXPIRED,
            DeadLink::Withdrawn => Self::INVITATION_WITHDRAWN,
            DeadLink::Used => Self::INVITATION_USED,
            DeadLink::Replaced => Self::INVITATION_REPLACED,
        }
    }
}

impl From<LookupError> for ApiError {
    fn from(error: LookupError) -> Self {
        match error {
            LookupError::Dead(dead) => Refused::from(dead).into(),
            LookupError::Store(error) => error.into(),
        }
    }
}

impl From<AcceptError> for ApiError {
    fn from(error: AcceptError) -> Self {
        match error {
            AcceptError::Dead(dead) => Refused::from(dead).into(),
            AcceptError::WrongAccount => Refused::WRONG_ACCOUNT.into(),
            AcceptError::Unverified => Refused::UNVERIFIED_EMAIL.into(),
            AcceptError::SignInFirst => Refused::SIGN_IN_FIRST.into(),
            AcceptError::Disabled => Refused::ACCOUNT_DISABLED.into(),
            AcceptError::AlreadyMember => Refused::ALREADY_MEMBER.into(),
            AcceptError::Store(error) => error.into(),
        }
    }
}

impl From<InviteError> for ApiError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::KeyReused => idempotency::reused(),
            InviteError::Refused(error) => error.into(),
        }
    }
}
