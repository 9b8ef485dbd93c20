//! Errors of member changes as problem details.

use api_types::{MemberProblem, member_problems};

use crate::{
    error::{ApiError, ProblemType},
    routes::idempotency,
    store::members::ChangeMemberError,
};

impl From<ChangeMemberError> for ApiError {
    fn from(error: ChangeMemberError) -> Self {
        use ChangeMemberError as E;
        match error {
            E::NotFound => Self::NotFound,
            E::NoLongerAllowed => Self::Forbidden,
            E::AboveYourself => ProblemType::ABOVE_YOURSELF.into(),
            E::NotPending => ProblemType::NOT_PENDING.into(),
            E::Expired => ProblemType::INVITATION_EXPIRED.into(),
            E::Withdrawn => ProblemType::INVITATION_WITHDRAWN.into(),
            E::NotWithdrawn => ProblemType::NOT_WITHDRAWN.into(),
            E::Stale => ProblemType::STALE.into(),
            E::LastAdministrator => ProblemType::LAST_ADMINISTRATOR.into(),
            E::OwnAccess => ProblemType::OWN_ACCESS.into(),
            E::AlreadyMember => ProblemType::ALREADY_MEMBER.into(),
            E::NoSeatLeft { limit } => ProblemType::no_seat_left(limit).into(),
            E::RoleNeeded => Self::field("/roles", "required", "An invitation needs at least one role."),
            E::UnknownRole(at) => Self::field(format!("/roles/{at}"), "unknown", "The organization has no such role."),
            E::UnknownCompany(at) => {
                Self::field(format!("/companies/{at}"), "unknown", "The organization has no such company.")
            }
            E::KeyReused => idempotency::reused(),
            E::Store(error) => error.into(),
        }
    }
}

/// Why a bulk action failed for one member.
///
/// # Errors
/// An error that concerns the whole request.
pub fn member_problem(error: ChangeMemberError) -> Result<MemberProblem, ApiError> {
    let (code, detail) = match &error {
        ChangeMemberError::NotFound => (member_problems::NOT_FOUND, "The organization has no such member."),
        ChangeMemberError::NotPending | ChangeMemberError::Withdrawn => {
            (member_problems::NOT_PENDING, "This user has no pending or expired invitation.")
        }
        ChangeMemberError::NotWithdrawn => (member_problems::NOT_WITHDRAWN, "This user has no withdrawn invitation."),
        ChangeMemberError::AboveYourself => {
            (member_problems::ABOVE_YOURSELF, "This user has more permissions than you.")
        }
        ChangeMemberError::AlreadyMember => (member_problems::ALREADY_MEMBER, "Another member has this address now."),
        ChangeMemberError::NoSeatLeft { .. } => (member_problems::NO_SEAT_LEFT, "No seats are left."),
        _ => return Err(error.into()),
    };
    Ok(MemberProblem { code: code.to_owned(), detail: detail.to_owned(), member: None })
}
