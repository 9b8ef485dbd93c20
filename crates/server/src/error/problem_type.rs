//! Types of problems that belong to one resource (RFC 9457).

use std::borrow::Cow;

use api_types::{ApiScope, codes};
use axum::http::StatusCode;

/// A type of problem, with its own title and detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemType {
    pub status: StatusCode,
    /// One of [`codes`].
    pub code: &'static str,
    pub title: &'static str,
    pub detail: Cow<'static, str>,
}

macro_rules! problem_types {
    ($($(#[$doc:meta])* $name:ident: $status:ident $code:ident, $title:literal, $detail:literal;)*) => {
        impl ProblemType {$(
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

problem_types! {
    INVALID_KEY: UNAUTHORIZED INVALID_KEY, "No valid API key",
        "Send an API key that is neither expired nor revoked in the header `Authorization: Bearer roster_key_…`.";
    WRONG_PASSWORD: UNAUTHORIZED WRONG_PASSWORD, "Wrong password", "The current password is wrong. Try again.";
    WRONG_PASSKEY: UNAUTHORIZED WRONG_PASSKEY, "Passkey not accepted",
        "The passkey was not accepted, or it took too long. Try again.";
    REAUTHENTICATION_REQUIRED: FORBIDDEN REAUTHENTICATION_REQUIRED, "Confirm it's you",
        "Give your password or a second factor again (POST /session/proof), then repeat the request.";
    SECOND_FACTOR_REQUIRED: FORBIDDEN SECOND_FACTOR_REQUIRED, "Second factor required",
        "This organization requires a second factor. Set one up in your account.";
    NO_PASSWORD: CONFLICT NO_PASSWORD, "No password",
        "This account has no password. Choose one with a link by e-mail.";
    NO_TOTP: CONFLICT NO_TOTP, "No authenticator app",
        "No authenticator app is set up, or setting it up took too long. Start again.";
    SECOND_FACTOR_NEEDED: CONFLICT SECOND_FACTOR_NEEDED, "Second factor needed",
        "One of your organizations requires a second factor. Add another one first.";
    NO_OWN_SECOND_FACTOR: CONFLICT NO_SECOND_FACTOR, "No second factor",
        "Recovery codes need a second factor. Set one up first.";
    NO_OWN_PASSKEY: CONFLICT NO_SECOND_FACTOR, "No passkey", "This account has no passkey.";
    PASSKEYS_UNAVAILABLE: CONFLICT PASSKEYS_UNAVAILABLE, "No passkeys here",
        "Passkeys need a server that is reached by https and by a name.";
    PASSKEY_TAKEN: CONFLICT CONFLICT, "Already added", "This passkey is already registered.";
    TOO_MANY_PINNED: CONFLICT CONFLICT, "Too many pinned", "An account pins at most 20 organizations. Unpin one first.";
    TOO_MANY_PASSKEYS: CONFLICT CONFLICT, "Too many passkeys", "An account has at most 20 passkeys. Delete one first.";
    ACCOUNT_CHANGED: CONFLICT ACCOUNT_CHANGED, "Another account",
        "Another account has signed in since. Nothing was changed.";
    /// The member or an assigned or removed role has more permissions than the caller.
    ABOVE_YOURSELF: FORBIDDEN ABOVE_YOURSELF, "More permissions than you",
        "This user or role has permissions you don't have. Ask an administrator.";
    /// A grant is above what the caller can do with the device.
    ABOVE_OWN_LEVEL: FORBIDDEN ABOVE_YOURSELF, "Above your own level",
        "You can grant, change and end at most the level that you have on this device or group yourself.";
    LAST_ADMINISTRATOR: CONFLICT LAST_ADMINISTRATOR, "Last administrator",
        "The organization has no other administrator. Assign the role to another user first.";
    OWN_ACCESS: CONFLICT OWN_ACCESS, "Own access",
        "You would lose access to the organization. Keep a role, or ask another administrator to remove it.";
    OWN_PERMISSIONS: CONFLICT OWN_PERMISSIONS, "Own permissions",
        "You could no longer manage roles yourself. Ask another administrator to make this change.";
    PREDEFINED_ROLE: CONFLICT PREDEFINED_ROLE, "Predefined role",
        "Predefined roles cannot be deleted. Remove the role from users instead.";
    ADMINISTRATOR_ROLE: CONFLICT PREDEFINED_ROLE, "Every permission",
        "The administrator role has every permission. Create another role instead.";
    ROLE_HELD: CONFLICT ROLE_HELD, "Role in use",
        "Users or invitations have this role. Choose the role that replaces it.";
    TOO_MANY_ROLES: CONFLICT TOO_MANY_ROLES, "Too many roles",
        "An organization has at most 200 roles. Delete one first.";
    JOB_NOT_READY: CONFLICT CONFLICT, "Not ready", "The job is being prepared, or has ended. Only a job that is ready can be started.";
    JOB_NOT_UNDOABLE: CONFLICT CONFLICT, "Cannot be undone",
        "The job is running, has changed nothing that can be undone, or ended more than 7 days ago.";
    NOT_PENDING: CONFLICT NOT_PENDING, "No pending invitation", "This user has no pending or expired invitation.";
    NOT_WITHDRAWN: CONFLICT NOT_WITHDRAWN, "Nothing to restore",
        "This user was not removed, and no invitation of theirs was withdrawn.";
    NOT_ACTIVE: CONFLICT NOT_ACTIVE, "Not active", "This user is not active.";
    NOT_INACTIVE: CONFLICT NOT_INACTIVE, "Not inactive", "This user is not inactive.";
    NOT_JOINED: CONFLICT NOT_JOINED, "Not joined yet",
        "This user has not joined yet. Withdraw the invitation instead.";
    OWN_ACCOUNT: CONFLICT OWN_ACCOUNT, "Own account",
        "You cannot do this to yourself. Ask another administrator.";
    /// An account of several organizations is its owner's.
    SHARED_ACCOUNT: CONFLICT SHARED_ACCOUNT, "Account of several organizations",
        "This account also belongs to other organizations, so only its owner can do this.";
    ACCOUNT_GONE: CONFLICT ACCOUNT_GONE, "Account deleted",
        "The account of this user no longer exists. Invite the user again.";
    MEMBER_REMOVED: GONE MEMBER_REMOVED, "User removed", "This user was removed from the organization.";
    REQUEST_PENDING: CONFLICT REQUEST_PENDING, "Already requested",
        "You have a request for this device or group that waits for an answer. Cancel it first to ask for something else.";
    ACCESS_HELD: CONFLICT ACCESS_HELD, "Already granted",
        "You have this level on this device or group already.";
    TOO_MANY_KEYS: CONFLICT TOO_MANY_KEYS, "Too many API keys",
        "An organization has at most 50 API keys. Revoke one first.";
    KEY_EXPIRED: CONFLICT KEY_EXPIRED, "Expired", "This API key has expired. Create another.";
    /// Only those who can enable it learn this.
    ORGANIZATION_DISABLED: FORBIDDEN ORGANIZATION_DISABLED, "Organization disabled",
        "This organization is disabled. Enable it first (POST …/enable).";
    /// Only those who can restore it learn this.
    ORGANIZATION_DELETED: FORBIDDEN ORGANIZATION_DELETED, "Organization deleted",
        "This organization is deleted. It can be restored for 30 days (POST …/restore).";
    NOT_DISABLED: CONFLICT CONFLICT, "Not disabled", "This organization is not disabled.";
    DOMAIN_NOT_ALLOWED: CONFLICT DOMAIN_NOT_ALLOWED, "Domain not allowed",
        "The organization no longer allows email addresses of this domain. Ask the person who invited you.";
    ALREADY_MEMBER: CONFLICT ALREADY_MEMBER, "Already a member",
        "This address already belongs to a member or to another invitation of the organization.";
    STALE: PRECONDITION_FAILED STALE, "Outdated version",
        "This has changed since you loaded it. Load it again and repeat the change.";
    PRECONDITION_REQUIRED: PRECONDITION_REQUIRED PRECONDITION_REQUIRED, "If-Match required",
        "Send the ETag of the version to change in the If-Match header.";
    INVITATION_UNKNOWN: NOT_FOUND INVITATION_UNKNOWN, "Unknown invitation",
        "No invitation belongs to this link. Check that the link is complete.";
    INVITATION_EXPIRED: GONE INVITATION_EXPIRED, "Invitation expired", "The invitation has expired. Ask for a new one.";
    INVITATION_WITHDRAWN: GONE INVITATION_WITHDRAWN, "Invitation withdrawn", "The invitation was withdrawn.";
    INVITATION_USED: GONE INVITATION_USED, "Invitation used",
        "The invitation was already accepted. Sign in to open the organization.";
    INVITATION_REPLACED: GONE INVITATION_REPLACED, "Invitation replaced",
        "The invitation was sent again. Only the newest link works.";
    WRONG_ACCOUNT: FORBIDDEN WRONG_ACCOUNT, "Wrong account",
        "The invitation is for a different e-mail address than the signed-in account.";
    UNVERIFIED_EMAIL: FORBIDDEN UNVERIFIED_EMAIL, "Address not verified",
        "The e-mail address of the account is not verified. Ask for the invitation by e-mail.";
    ACCOUNT_DISABLED: FORBIDDEN ACCOUNT_DISABLED, "Account disabled",
        "The account with the invited address is disabled. Contact the operator of this server.";
    MAIL_REFUSED: CONFLICT MAIL_REFUSED, "No e-mails wanted",
        "This person wants no invitations by e-mail. Share the link instead.";
    SIGN_IN_FIRST: CONFLICT SIGN_IN_FIRST, "Sign in first",
        "An account with the invited address exists. Sign in, then accept the invitation.";
    ACCESS_PAUSED: FORBIDDEN ACCESS_PAUSED, "Access paused",
        "Your access is paused. Ask an administrator of your organization.";
    NO_ACCOUNT: CONFLICT NO_ACCOUNT, "No account", "This user has not joined yet and has no password.";
    /// An account of several organizations is its owner's.
    RESET_BY_MAIL_ONLY: CONFLICT RESET_BY_MAIL_ONLY, "By e-mail only",
        "This account is your own or belongs to other organizations too. Send the link by e-mail instead.";
    PASSWORD_ELSEWHERE: CONFLICT PASSWORD_ELSEWHERE, "Password elsewhere",
        "The identity provider of this organization has the password. Change it there.";
    NO_SECOND_FACTOR: CONFLICT NO_SECOND_FACTOR, "No second factor", "This user has no second factor.";
    RESET_UNKNOWN: NOT_FOUND RESET_UNKNOWN, "Unknown link",
        "No password reset belongs to this link. Check that the link is complete.";
    RESET_EXPIRED: GONE RESET_EXPIRED, "Link expired", "This link has expired. Ask for a new one.";
    RESET_USED: GONE RESET_USED, "Link used", "A password was already chosen with this link. Ask for a new link.";
    RESET_REPLACED: GONE RESET_REPLACED, "Link replaced", "There is a newer link. Only the newest link works.";
    EMAIL_CHANGE_UNKNOWN: NOT_FOUND EMAIL_CHANGE_UNKNOWN, "Unknown link",
        "No change of an address belongs to this link. Check that the link is complete.";
    EMAIL_CHANGE_EXPIRED: GONE EMAIL_CHANGE_EXPIRED, "Link expired",
        "This link has expired. Ask your administrator for a new one.";
    EMAIL_CHANGE_USED: GONE EMAIL_CHANGE_USED, "Link used",
        "The address was already confirmed. Sign in with it.";
    EMAIL_CHANGE_REPLACED: GONE EMAIL_CHANGE_REPLACED, "Link replaced",
        "There is a newer link. Only the newest link works.";
    EMAIL_CHANGE_CANCELLED: GONE EMAIL_CHANGE_CANCELLED, "Change cancelled",
        "The change of the address was cancelled. The old address still works.";
    EMAIL_TAKEN: CONFLICT EMAIL_TAKEN, "Address taken",
        "Another account has this address. Ask your administrator to choose a different one.";
}

impl ProblemType {
    /// All seats of the organization are taken.
    pub fn no_seat_left(limit: u64) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            code: codes::NO_SEAT_LEFT,
            title: "No seats left",
            detail: format!("All {limit} seats are taken, invitations included.").into(),
        }
    }

    /// The access request is no longer pending; `detail` says what became of it.
    pub fn request_answered(detail: String) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            code: codes::REQUEST_ANSWERED,
            title: "No longer pending",
            detail: detail.into(),
        }
    }

    /// Other programs have registered so many references to the member.
    pub fn blocked(references: u64) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            code: codes::BLOCKED,
            title: "Still needed",
            detail: still_needed(references).into(),
        }
    }

    /// The API key lacks a scope.
    pub fn insufficient_scope(scope: ApiScope) -> Self {
        Self {
            status: StatusCode::FORBIDDEN,
            code: codes::INSUFFICIENT_SCOPE,
            title: "Scope missing",
            detail: format!("The API key lacks the scope `{scope}`. Create a key that has it.").into(),
        }
    }
}

/// That so many references block the removal of a member.
pub fn still_needed(references: u64) -> String {
    let things = if references == 1 { "1 thing" } else { &*format!("{references} things") };
    format!("Other programs register {things} that still need this user. Finish or hand them over there first.")
}
