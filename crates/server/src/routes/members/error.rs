//! Errors of member changes as problem details.

use api_types::{MemberProblem, member_problems};

use crate::{
    error::{ApiError, ProblemType, still_needed},
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
            E::Removed => ProblemType::MEMBER_REMOVED.into(),
            E::NotWithdrawn => ProblemType::NOT_WITHDRAWN.into(),
            E::NotActive => ProblemType::NOT_ACTIVE.into(),
            E::NotInactive => ProblemType::NOT_INACTIVE.into(),
            E::NotJoined => ProblemType::NOT_JOINED.into(),
            E::OwnAccount => ProblemType::OWN_ACCOUNT.into(),
            E::SharedAccount => ProblemType::SHARED_ACCOUNT.into(),
            E::AccountGone => ProblemType::ACCOUNT_GONE.into(),
            E::Stale => ProblemType::STALE.into(),
            E::LastAdministrator => ProblemType::LAST_ADMINISTRATOR.into(),
            E::Blocked { references } => ProblemType::blocked(references).into(),
            E::OwnAccess => ProblemType::OWN_ACCESS.into(),
            E::AlreadyMember => ProblemType::ALREADY_MEMBER.into(),
            E::NoSeatLeft { limit } => ProblemType::no_seat_left(limit).into(),
            E::RoleNeeded => Self::field("/roles", "required", "An invitation needs at least one role."),
            E::UnknownRole(at) => Self::field(format!("/roles/{at}"), "unknown", "The organization has no such role."),
            E::UnknownCompany(at) => {
                Self::field(format!("/companies/{at}"), "unknown", "The organization has no such company.")
            }
            E::NameNeeded => Self::field("/given_name", "required", "At least one of the two names."),
            E::SignatureTaken => Self::field("/signature", "taken", "Another user has this signature."),
            E::UnknownSupervisor => Self::field("/supervisor", "unknown", "The organization has no such active user."),
            E::SupervisorCycle(chain) => Self::field("/supervisor", "cycle", chain.join(" → ")),
            E::UnknownReplaced => Self::field("/from", "unknown", "The organization has no such user."),
            E::UnknownReplacement => Self::field("/to", "unknown", "The organization has no such active user."),
            E::ReplacementCycle(chain) => Self::field("/to", "cycle", chain.join(" → ")),
            E::UnknownSuccessor => unknown_successor("/successor"),
            E::SuccessorCycle(chain) => successor_cycle("/successor", &chain),
            E::Schedule(problems) => Self::Invalid(problems.into_iter().map(super::schedule::field_problem).collect()),
            E::NoAccount => ProblemType::NO_ACCOUNT.into(),
            E::PasswordElsewhere => ProblemType::PASSWORD_ELSEWHERE.into(),
            E::NoSecondFactor => ProblemType::NO_SECOND_FACTOR.into(),
            E::ByMailOnly => ProblemType::RESET_BY_MAIL_ONLY.into(),
            E::AddressTaken => Self::field("/email", "taken", "Another user of this organization has this address."),
            E::SameAddress => Self::field("/email", "same", "This is already the address of the user."),
            E::DomainNotAllowed(domains) => Self::field(
                "/email",
                "domain_not_allowed",
                format!("Only addresses at {} are allowed.", domains.join(", ")),
            ),
            E::TooSoon(retry_after) | E::MailLimit(retry_after) => Self::TooManyRequests { retry_after },
            E::MailRefused => ProblemType::MAIL_REFUSED.into(),
            E::KeyReused => idempotency::reused(),
            E::Store(error) => error.into(),
        }
    }
}

/// The error of a change whose successor is a parameter of the query.
pub fn with_successor_in_query(error: ChangeMemberError) -> ApiError {
    match error {
        ChangeMemberError::UnknownSuccessor => unknown_successor("/query/successor"),
        ChangeMemberError::SuccessorCycle(chain) => successor_cycle("/query/successor", &chain),
        error => error.into(),
    }
}

fn unknown_successor(pointer: &str) -> ApiError {
    ApiError::field(pointer, "unknown", "The organization has no such active user.")
}

fn successor_cycle(pointer: &str, chain: &[String]) -> ApiError {
    ApiError::field(pointer, "cycle", chain.join(" → "))
}

/// Why a bulk action failed for one member.
///
/// # Errors
/// An error that concerns the whole request.
pub fn member_problem(error: ChangeMemberError) -> Result<MemberProblem, ApiError> {
    use ChangeMemberError as E;
    use member_problems as codes;
    let (code, detail) = match &error {
        E::NotFound => (codes::NOT_FOUND, "The organization has no such member."),
        E::NotPending | E::Withdrawn => (codes::NOT_PENDING, "This user has no pending or expired invitation."),
        E::NotWithdrawn => {
            (codes::NOT_WITHDRAWN, "This user was not removed, and no invitation of theirs was withdrawn.")
        }
        E::NotActive => (codes::NOT_ACTIVE, "This user is not active."),
        E::NotInactive => (codes::NOT_INACTIVE, "This user is not inactive."),
        E::NotJoined => (codes::NOT_JOINED, "This user has not joined yet. Withdraw the invitation instead."),
        E::Removed => (codes::MEMBER_REMOVED, "This user was removed."),
        E::Blocked { references } => return Ok(blocked(*references)),
        E::OwnAccount => (codes::OWN_ACCOUNT, "You cannot do this to yourself."),
        E::LastAdministrator => (codes::LAST_ADMINISTRATOR, "The organization has no other administrator."),
        E::AccountGone => (codes::ACCOUNT_GONE, "The account of this user no longer exists."),
        E::AboveYourself => (codes::ABOVE_YOURSELF, "This user has more permissions than you."),
        E::AlreadyMember => (codes::ALREADY_MEMBER, "Another member has this address now."),
        E::NoSeatLeft { .. } => (codes::NO_SEAT_LEFT, "No seats are left."),
        E::TooSoon(_) => {
            (codes::MAIL_LIMIT, "The invitation was sent several times just now. Try again in a few minutes.")
        }
        E::MailLimit(_) => (codes::MAIL_LIMIT, "Too many e-mails were sent today. Try again tomorrow."),
        E::MailRefused => (codes::MAIL_REFUSED, "This person wants no invitations by e-mail. Share the link instead."),
        _ => return Err(error.into()),
    };
    Ok(MemberProblem { code: code.to_owned(), detail: detail.to_owned(), member: None })
}

fn blocked(references: u64) -> MemberProblem {
    MemberProblem { code: member_problems::BLOCKED.to_owned(), detail: still_needed(references), member: None }
}
