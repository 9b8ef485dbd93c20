//! Problem details of errors (RFC 9457).

use serde::{Deserialize, Serialize};

/// Problem details (RFC 9457): why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// URI reference for the kind of problem, for example `/problems/not_found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short title, the same for every problem of this kind.
    pub title: String,
    /// HTTP status code.
    pub status: u16,
    /// Machine-readable code, for example `not_found`.
    pub code: String,
    /// What happened and what to do, in English. The app shows its own text for each `code`.
    pub detail: String,
    /// The invalid fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// An invalid field, parameter or header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the body, such as `/email`. Parameters are `/query/…`, headers `/headers/…`.
    pub pointer: String,
    /// Machine-readable code: `required`, `invalid`, `unknown`, `taken`, `same`, `too_short`, `too_long`, `too_easy`,
    /// `too_small`, `too_large`, `too_many`, `too_deep`, `cycle`, `past`, `too_far`, `not_confirmed`, `no_mail`,
    /// `domain_not_allowed`, `mismatch`, `unsupported_type`; in a search also `unbalanced_quote`, `unknown_field`, `too_many_pieces`, `too_broad`.
    pub code: String,
    pub detail: String,
}

impl Problem {
    /// Whether this field, parameter or header is invalid; `pointer` as in [`FieldProblem::pointer`].
    pub fn names(&self, pointer: &str) -> bool {
        self.errors.iter().any(|error| error.pointer == pointer)
    }
}

/// The codes of [`Problem`]. They do not change.
pub mod codes {
    /// 401: not signed in, or the session has expired.
    pub const UNAUTHENTICATED: &str = "unauthenticated";
    /// 401: the API key is missing, wrong, expired or revoked.
    pub const INVALID_KEY: &str = "invalid_key";
    /// 401: e-mail or password is wrong; the response does not say which.
    pub const WRONG_CREDENTIALS: &str = "wrong_credentials";
    /// 401: the second factor is wrong or already used.
    pub const WRONG_CODE: &str = "wrong_code";
    /// 401: the current password is wrong.
    pub const WRONG_PASSWORD: &str = "wrong_password";
    /// 401: the passkey was not accepted, or its challenge has expired or was answered before.
    pub const WRONG_PASSKEY: &str = "wrong_passkey";
    /// 403: the caller has to prove again who they are; see `POST /session/proof`.
    pub const REAUTHENTICATION_REQUIRED: &str = "reauthentication_required";
    /// 403: the organization requires a second factor, which the caller does not have.
    pub const SECOND_FACTOR_REQUIRED: &str = "second_factor_required";
    /// 409: another account is signed in than the one that the header `x-roster-account` names.
    pub const ACCOUNT_CHANGED: &str = "account_changed";
    /// 403: the caller can see this but is not allowed to do it.
    pub const FORBIDDEN: &str = "forbidden";
    /// 403: the API key lacks the scope that this needs.
    pub const INSUFFICIENT_SCOPE: &str = "insufficient_scope";
    /// 403: the request did not come from the app.
    pub const CROSS_ORIGIN: &str = "cross_origin";
    /// 404: does not exist, or is hidden from the caller.
    pub const NOT_FOUND: &str = "not_found";
    /// 405
    pub const METHOD_NOT_ALLOWED: &str = "method_not_allowed";
    /// 403: the member or an assigned or removed role has more permissions than the caller.
    pub const ABOVE_YOURSELF: &str = "above_yourself";
    /// 403: the invitation is for a different address than the signed-in account.
    pub const WRONG_ACCOUNT: &str = "wrong_account";
    /// 403: the address of the account is not verified.
    pub const UNVERIFIED_EMAIL: &str = "unverified_email";
    /// 403: the account with the invited address is disabled.
    pub const ACCOUNT_DISABLED: &str = "account_disabled";
    /// 403: the password is correct, but the account is not active in any organization.
    pub const ACCESS_PAUSED: &str = "access_paused";
    /// 409: the person wants no mails about invitations.
    pub const MAIL_REFUSED: &str = "mail_refused";
    /// 404: no invitation has this token.
    pub const INVITATION_UNKNOWN: &str = "invitation_unknown";
    /// 409: the organization would lose its last administrator.
    pub const LAST_ADMINISTRATOR: &str = "last_administrator";
    /// 409: the caller would lose their own access to the organization.
    pub const OWN_ACCESS: &str = "own_access";
    /// 409: the caller would no longer be allowed to do this.
    pub const OWN_PERMISSIONS: &str = "own_permissions";
    /// 409: the role is predefined: it is not deleted, and the administrator keeps every permission.
    pub const PREDEFINED_ROLE: &str = "predefined_role";
    /// 409: members hold the role, so deleting it needs a replacement.
    pub const ROLE_HELD: &str = "role_held";
    /// 409: the organization has as many roles as it can have.
    pub const TOO_MANY_ROLES: &str = "too_many_roles";
    /// 409: the member has no pending or expired invitation.
    pub const NOT_PENDING: &str = "not_pending";
    /// 409: the member was not removed, and its invitation was not withdrawn.
    pub const NOT_WITHDRAWN: &str = "not_withdrawn";
    /// 409: the member is not active.
    pub const NOT_ACTIVE: &str = "not_active";
    /// 409: the member is not inactive.
    pub const NOT_INACTIVE: &str = "not_inactive";
    /// 409: the member has not joined yet. A pending invitation can be withdrawn.
    pub const NOT_JOINED: &str = "not_joined";
    /// 409: the member cannot be removed while other programs need it; see `GET …/members/{member}/blockers`.
    pub const BLOCKED: &str = "blocked";
    /// 409: nobody can do this to themselves.
    pub const OWN_ACCOUNT: &str = "own_account";
    /// 409: the account belongs to other organizations too, so only its owner can do this.
    pub const SHARED_ACCOUNT: &str = "shared_account";
    /// 409: the account of the removed member no longer exists.
    pub const ACCOUNT_GONE: &str = "account_gone";
    /// 410: the member was removed.
    pub const MEMBER_REMOVED: &str = "member_removed";
    /// 409: the address already belongs to a member or an invitation of the organization.
    pub const ALREADY_MEMBER: &str = "already_member";
    /// 409: the organization no longer allows addresses of this domain.
    pub const DOMAIN_NOT_ALLOWED: &str = "domain_not_allowed";
    /// 409: the caller has a request for this device or group that waits for an answer.
    pub const REQUEST_PENDING: &str = "request_pending";
    /// 409: the caller has this level on the device or group already.
    pub const ACCESS_HELD: &str = "access_held";
    /// 409: the request was answered, was cancelled or has expired.
    pub const REQUEST_ANSWERED: &str = "request_answered";
    /// 409: the organization has as many API keys as it can have.
    pub const TOO_MANY_KEYS: &str = "too_many_keys";
    /// 403: the organization is disabled. Only those who can enable it learn this.
    pub const ORGANIZATION_DISABLED: &str = "organization_disabled";
    /// 403: the organization is deleted and can be restored. Only those who can do that learn this.
    pub const ORGANIZATION_DELETED: &str = "organization_deleted";
    /// 409: the API key has expired.
    pub const KEY_EXPIRED: &str = "key_expired";
    /// 409: the member has no account, so there is no password to reset.
    pub const NO_ACCOUNT: &str = "no_account";
    /// 409: a link to choose a password can only be sent to the owner of the account, by mail.
    pub const RESET_BY_MAIL_ONLY: &str = "reset_by_mail_only";
    /// 409: the identity provider of the organization has the password.
    pub const PASSWORD_ELSEWHERE: &str = "password_elsewhere";
    /// 409: the member has no second factor.
    pub const NO_SECOND_FACTOR: &str = "no_second_factor";
    /// 409: the account has no authenticator app, or no secret waits for its first code.
    pub const NO_TOTP: &str = "no_totp";
    /// 409: the account has no password; choose one with a link by mail.
    pub const NO_PASSWORD: &str = "no_password";
    /// 409: an organization of the caller requires a second factor.
    pub const SECOND_FACTOR_NEEDED: &str = "second_factor_needed";
    /// 409: passkeys cannot be used on this server.
    pub const PASSKEYS_UNAVAILABLE: &str = "passkeys_unavailable";
    /// 404: no password reset has this token.
    pub const RESET_UNKNOWN: &str = "reset_unknown";
    /// 410: the link to choose a password has expired.
    pub const RESET_EXPIRED: &str = "reset_expired";
    /// 410: a password was already chosen with this link.
    pub const RESET_USED: &str = "reset_used";
    /// 410: there is a newer link to choose a password.
    pub const RESET_REPLACED: &str = "reset_replaced";
    /// 404: no change of an e-mail address has this token.
    pub const EMAIL_CHANGE_UNKNOWN: &str = "email_change_unknown";
    /// 410: the link to confirm an e-mail address has expired.
    pub const EMAIL_CHANGE_EXPIRED: &str = "email_change_expired";
    /// 410: the address was already confirmed with this link.
    pub const EMAIL_CHANGE_USED: &str = "email_change_used";
    /// 410: there is a newer link to confirm an address.
    pub const EMAIL_CHANGE_REPLACED: &str = "email_change_replaced";
    /// 410: the change of the address was cancelled.
    pub const EMAIL_CHANGE_CANCELLED: &str = "email_change_cancelled";
    /// 409: another account or member now has the address.
    pub const EMAIL_TAKEN: &str = "email_taken";
    /// 409: no seats are left.
    pub const NO_SEAT_LEFT: &str = "no_seat_left";
    /// 409: the invited address has an account, which must sign in first.
    pub const SIGN_IN_FIRST: &str = "sign_in_first";
    /// 410: the invitation has expired.
    pub const INVITATION_EXPIRED: &str = "invitation_expired";
    /// 410: the invitation was withdrawn.
    pub const INVITATION_WITHDRAWN: &str = "invitation_withdrawn";
    /// 410: the invitation was already accepted with this link.
    pub const INVITATION_USED: &str = "invitation_used";
    /// 410: a newer link has replaced this one.
    pub const INVITATION_REPLACED: &str = "invitation_replaced";
    /// 412: the resource has changed since it was read.
    pub const STALE: &str = "stale";
    /// 428: `If-Match` is missing.
    pub const PRECONDITION_REQUIRED: &str = "precondition_required";
    /// 409: conflicts with existing data.
    pub const CONFLICT: &str = "conflict";
    /// 408: the body did not arrive in time.
    pub const REQUEST_TIMEOUT: &str = "request_timeout";
    /// 413
    pub const TOO_LARGE: &str = "too_large";
    /// 415: the body is not `application/json`.
    pub const UNSUPPORTED_MEDIA_TYPE: &str = "unsupported_media_type";
    /// 400: the body is not JSON of the expected schema.
    pub const MALFORMED: &str = "malformed";
    /// 422: some fields are invalid; see `errors`.
    pub const INVALID: &str = "invalid";
    /// 429
    pub const TOO_MANY_REQUESTS: &str = "too_many_requests";
    /// 500
    pub const INTERNAL: &str = "internal";
    /// 503: the database or another part of the server is unavailable; retry later.
    pub const UNAVAILABLE: &str = "unavailable";
}
