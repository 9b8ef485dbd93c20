//! Errors of invitations as problem details.

use crate::{
    error::{ApiError, ProblemType},
    routes::idempotency,
    store::invitations::{AcceptError, InvalidLink, InviteError, LookupError},
};

impl From<InvalidLink> for ProblemType {
    fn from(invalid: InvalidLink) -> Self {
        match invalid {
            InvalidLink::Unknown => Self::INVITATION_UNKNOWN,
            InvalidLink::Expired => Self::INVITATION_EXPIRED,
            InvalidLink::Withdrawn => Self::INVITATION_WITHDRAWN,
            InvalidLink::Used => Self::INVITATION_USED,
            InvalidLink::Replaced => Self::INVITATION_REPLACED,
        }
    }
}

impl From<LookupError> for ApiError {
    fn from(error: LookupError) -> Self {
        match error {
            LookupError::Invalid(invalid) => ProblemType::from(invalid).into(),
            LookupError::Store(error) => error.into(),
        }
    }
}

impl From<AcceptError> for ApiError {
    fn from(error: AcceptError) -> Self {
        match error {
            AcceptError::Invalid(invalid) => ProblemType::from(invalid).into(),
            AcceptError::WrongAccount => ProblemType::WRONG_ACCOUNT.into(),
            AcceptError::Unverified => ProblemType::UNVERIFIED_EMAIL.into(),
            AcceptError::SignInFirst => ProblemType::SIGN_IN_FIRST.into(),
            AcceptError::Disabled => ProblemType::ACCOUNT_DISABLED.into(),
            AcceptError::DomainNotAllowed => ProblemType::DOMAIN_NOT_ALLOWED.into(),
            AcceptError::AlreadyMember => ProblemType::ALREADY_MEMBER.into(),
            AcceptError::Store(error) => error.into(),
        }
    }
}

impl From<InviteError> for ApiError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::KeyReused => idempotency::reused(),
            InviteError::Change(error) => error.into(),
            InviteError::Grant(position, error) => Self::from(error).below(&format!("/grants/{position}")),
        }
    }
}
