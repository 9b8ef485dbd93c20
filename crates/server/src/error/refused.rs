//! Refusals that belong to one noun.

use std::borrow::Cow;

use api_types::codes;
use axum::http::StatusCode;

/// A refusal with words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub status: StatusCode,
    /// One of [`codes`].
    pub code: &'static str,
    pub title: &'static str,
    pub detail: Cow<'static, str>,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident: $status:ident $code:ident, $title:literal, $detail:literal;)*) => {
        impl Refused {$(
            $(#[$doc])*
            pub const $name: Self = Self {
                status: StatusCode::$status,
                code: codes::$code,
                title: $title,
                detail: Cow::Borrowed($detail),
            };
        )*}
    };
}

refusals! {
    /// The member, or a role given or taken away, may more than the caller.
    ABOVE_YOURSELF: FORBIDDEN ABOVE_YOURSELF, "Above yourself",
        "This person, or one of these roles, may more than you. Ask somebody who may at least as much.";
    LAST_ADMINISTRATOR: CONFLICT LAST_ADMINISTRATOR, "Last administrator",
        "Nobody else administers the organization. Give somebody else this role first.";
    OWN_ACCESS: CONFLICT OWN_ACCESS, "Your own access",
        "You would lose your access to the organization. Keep one role, or ask another administrator to take it away.";
    NOT_PENDING: CONFLICT NOT_PENDING, "No invitation", "This person has no invitation that waits to be accepted.";
    ALREADY_MEMBER: CONFLICT ALREADY_MEMBER, "Already here",
        "Somebody has this address in the organization already, as a member or by another invitation.";
    STALE: PRECONDITION_FAILED STALE, "Changed meanwhile",
        "This has changed since it was read. Read it again, and decide anew.";
    PRECONDITION_REQUIRED: PRECONDITION_REQUIRED PRECONDITION_REQUIRED, "Version needed",
        "Say with If-Match which version is to be changed: the ETag of what was read.";
    INVITATION_UNKNOWN: NOT_FOUND INVITATION_UNKNOWN, "Unknown invitation",
        "This link leads to no invitation. Check that it is complete.";
    INVITATION_EXPIRED: GONE INVITATION_EXPIRED, "Invitation expired", "The invitation has run out. Ask for a new one.";
    INVITATION_WITHDRAWN: GONE INVITATION_WITHDRAWN, "Invitation withdrawn", "The invitation was taken back.";
    INVITATION_USED: GONE INVITATION_USED, "Invitation used",
        "The invitation was accepted already. Sign in to get to the organization.";
    INVITATION_REPLACED: GONE INVITATION_REPLACED, "Newer invitation",
        "The invitation was sent again, and only the newest link works.";
    WRONG_ACCOUNT: FORBIDDEN WRONG_ACCOUNT, "Another account",
        "The invitation is for another address than that of the account which is signed in.";
    UNVERIFIED_EMAIL: FORBIDDEN UNVERIFIED_EMAIL, "Address not confirmed",
        "Nobody has shown yet that the account's address is theirs. Ask for the invitation by e-mail.";
    ACCOUNT_DISABLED: FORBIDDEN ACCOUNT_DISABLED, "Account disabled",
        "The account with the invited address is disabled. Ask the operator of this server.";
    SIGN_IN_FIRST: CONFLICT SIGN_IN_FIRST, "Sign in first",
        "There is an account with the invited address. Sign in to it, and accept then.";
}

impl Refused {
    /// Everything is taken.
    pub fn no_seat_left(limit: u64) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            code: codes::NO_SEAT_LEFT,
            title: "No seat left",
            detail: format!("All {limit} seats are taken, invitations included.").into(),
        }
    }
}
