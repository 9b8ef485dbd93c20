//! How refused changes of members look on the wire.

use api_types::{Obstacle, obstacles};

use crate::{
    error::{ApiError, Refused},
    routes::idempotency,
    store::members::ChangeMemberError,
};

impl From<ChangeMemberError> for ApiError {
    fn from(error: ChangeMemberError) -> Self {
        use ChangeMemberError as E;
        match error {
            E::NotFound => Self::NotFound,
            E::NoLongerAllowed => Self::Forbidden,
            E::AboveYourself => Refused::ABOVE_YOURSELF.into(),
            E::NotPending => Refused::NOT_PENDING.into(),
            E::Expired => Refused::INVITATION_EXPIRED.into(),
            E::Stale => Refused::STALE.into(),
            E::LastAdministrator => Refused::LAST_ADMINISTRATOR.into(),
            E::OwnAccess => Refused::OWN_ACCESS.into(),
            E::AlreadyMember => Refused::ALREADY_MEMBER.into(),
            E::NoSeatLeft { limit } => Refused::no_seat_left(limit).into(),
            E::RoleNeeded => Self::field("/roles", "required", "An invitation gives one role at least."),
            E::UnknownRole(at) => {
                Self::field(format!("/roles/{at}"), "unknown", "There is no such role in this organization.")
            }
            E::UnknownCompany(at) => {
                Self::field(format!("/companies/{at}"), "unknown", "There is no such company in this organization.")
            }
            E::KeyReused => idempotency::reused(),
            E::Store(error) => error.into(),
        }
    }
}

/// Why one of many members was not changed.
///
/// # Errors
/// What concerns all of them.
pub fn obstacle(error: ChangeMemberError) -> Result<Obstacle, ApiError> {
    let (code, detail) = match &error {
        ChangeMemberError::NotFound => (obstacles::NOT_FOUND, "There is no such person here."),
        ChangeMemberError::NotPending => {
            (obstacles::NOT_PENDING, "This person has no invitation that waits to be accepted.")
        }
        ChangeMemberError::AboveYourself => (obstacles::ABOVE_YOURSELF, "This person may more than you."),
        ChangeMemberError::AlreadyMember => (obstacles::ALREADY_MEMBER, "Somebody has this address meanwhile."),
        ChangeMemberError::NoSeatLeft { .. } => (obstacles::NO_SEAT_LEFT, "No seat is free."),
        _ => return Err(error.into()),
    };
    Ok(Obstacle { code: code.to_owned(), detail: detail.to_owned(), member: None })
}
