//! Why a member cannot be changed.

use std::time::Duration;

use super::schedule::ScheduleProblem;
use crate::store::StoreError;

/// A member was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeMemberError {
    #[error("there is no such member")]
    NotFound,
    #[error("the caller may no longer do this")]
    NoLongerAllowed,
    /// The member, or a role that is assigned or removed, has more permissions than the caller.
    #[error("above the caller")]
    AboveYourself,
    #[error("there is no pending invitation")]
    NotPending,
    #[error("the invitation has run out")]
    Expired,
    #[error("the invitation was withdrawn")]
    Withdrawn,
    #[error("the member was removed")]
    Removed,
    #[error("the member was not removed, and no invitation was withdrawn")]
    NotWithdrawn,
    #[error("the member is not active")]
    NotActive,
    #[error("the member is not inactive")]
    NotInactive,
    #[error("the member has not joined yet")]
    NotJoined,
    #[error("nobody can do this to themselves")]
    OwnAccount,
    #[error("the account belongs to other organizations too")]
    SharedAccount,
    #[error("the account of the member no longer exists")]
    AccountGone,
    #[error("the member has changed since")]
    Stale,
    #[error("nobody else administers the organization")]
    LastAdministrator,
    #[error("other programs have {references} references to the member")]
    Blocked {
        /// How many there are.
        references: u64,
    },
    #[error("the caller would no longer see the organization")]
    OwnAccess,
    #[error("somebody has this address already")]
    AlreadyMember,
    #[error("all {limit} seats are taken")]
    NoSeatLeft {
        /// How many there are.
        limit: u64,
    },
    #[error("an invitation needs a role")]
    RoleNeeded,
    #[error("a member who has joined has a name")]
    NameNeeded,
    #[error("another member has this signature")]
    SignatureTaken,
    #[error("the organization has no such active member")]
    UnknownSupervisor,
    /// The names from the member up to itself.
    #[error("the member would be above itself")]
    SupervisorCycle(Vec<String>),
    #[error("the organization has no such member to replace")]
    UnknownReplaced,
    #[error("the new supervisor is no active member of the organization")]
    UnknownReplacement,
    /// The names from one of the members up to itself.
    #[error("a member would be above itself")]
    ReplacementCycle(Vec<String>),
    #[error("the successor is no active member of the organization")]
    UnknownSuccessor,
    /// The names from the member up to itself.
    #[error("the successor is below the member")]
    SuccessorCycle(Vec<String>),
    /// At this position of what was asked for.
    #[error("role {0} is not one of the organization's")]
    UnknownRole(usize),
    /// At this position of what was asked for.
    #[error("company {0} is not one of the organization's")]
    UnknownCompany(usize),
    #[error("a day cannot be set")]
    Schedule(Vec<ScheduleProblem>),
    #[error("the member has no account")]
    NoAccount,
    #[error("an identity provider has the password")]
    PasswordElsewhere,
    #[error("the account has no second factor")]
    NoSecondFactor,
    #[error("only the owner of the account may get this, by mail")]
    ByMailOnly,
    #[error("another member has this address")]
    AddressTaken,
    #[error("the member has this address already")]
    SameAddress,
    /// The domains that are allowed.
    #[error("the organization has no addresses at this domain")]
    DomainNotAllowed(Vec<String>),
    /// For how long.
    #[error("a mail went to this address a moment ago")]
    TooSoon(Duration),
    /// For how long.
    #[error("too many mails went out today")]
    MailLimit(Duration),
    #[error("the person wants no mails about invitations")]
    MailRefused,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ChangeMemberError {
    /// Whether it is only that another change was faster: also when it took what was looked for just before.
    pub(in crate::store) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}
