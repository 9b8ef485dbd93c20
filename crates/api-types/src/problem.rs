//! Errors on the wire: problem details (RFC 9457).

use serde::{Deserialize, Serialize};

/// Why a request was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference that names the kind of problem, for example `/problems/not_found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same for every problem of this kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable name for programs, one of [`codes`].
    pub code: String,
    /// What happened and what to do next, in English; the app has its own texts by `code`.
    pub detail: String,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field or parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the body, for example `/email`; a query parameter is `/query/limit`.
    pub pointer: String,
    /// Stable name for programs: `required`, `invalid`, `too_long`, `too_small`, `too_large`, `unknown`, `taken`,
    /// `too_short`, `too_many`, `no_mail`.
    pub code: String,
    pub detail: String,
}

/// The stable codes of [`Problem`].
pub mod codes {
    /// 401: nobody is signed in, or the session has ended.
    pub const UNAUTHENTICATED: &str = "unauthenticated";
    /// 401: e-mail or password is wrong; which of the two is not said.
    pub const WRONG_CREDENTIALS: &str = "wrong_credentials";
    /// 401: the second factor is wrong or was used before.
    pub const WRONG_CODE: &str = "wrong_code";
    /// 403: visible, but not allowed.
    pub const FORBIDDEN: &str = "forbidden";
    /// 403: the request did not come from the app itself.
    pub const CROSS_ORIGIN: &str = "cross_origin";
    /// 404: does not exist, or may not be seen.
    pub const NOT_FOUND: &str = "not_found";
    /// 405
    pub const METHOD_NOT_ALLOWED: &str = "method_not_allowed";
    /// 403: the member, or a role given or taken away, may more than the caller.
    pub const ABOVE_YOURSELF: &str = "above_yourself";
    /// 403: an invitation for another address than the account's.
    pub const WRONG_ACCOUNT: &str = "wrong_account";
    /// 403: nobody has shown yet that mail to the account's address arrives.
    pub const UNVERIFIED_EMAIL: &str = "unverified_email";
    /// 403: the account with the invited address may not sign in.
    pub const ACCOUNT_DISABLED: &str = "account_disabled";
    /// 404: no invitation has this token.
    pub const INVITATION_UNKNOWN: &str = "invitation_unknown";
    /// 409: the organization would have nobody left who administers it.
    pub const LAST_ADMINISTRATOR: &str = "last_administrator";
    /// 409: callers would take away their own access to the organization.
    pub const OWN_ACCESS: &str = "own_access";
    /// 409: only for invitations that are pending or have run out.
    pub const NOT_PENDING: &str = "not_pending";
    /// 409: somebody has this address in the organization already.
    pub const ALREADY_MEMBER: &str = "already_member";
    /// 409: the organization has as many people as it may have.
    pub const NO_SEAT_LEFT: &str = "no_seat_left";
    /// 409: there is an account with the invited address; it has to be signed in.
    pub const SIGN_IN_FIRST: &str = "sign_in_first";
    /// 410: the invitation ran out.
    pub const INVITATION_EXPIRED: &str = "invitation_expired";
    /// 410: the invitation was taken back.
    pub const INVITATION_WITHDRAWN: &str = "invitation_withdrawn";
    /// 410: the invitation was accepted with this link.
    pub const INVITATION_USED: &str = "invitation_used";
    /// 410: there is a newer link.
    pub const INVITATION_REPLACED: &str = "invitation_replaced";
    /// 412: it has changed since it was read.
    pub const STALE: &str = "stale";
    /// 428: say with `If-Match` which version is to be changed.
    pub const PRECONDITION_REQUIRED: &str = "precondition_required";
    /// 409: contradicts what is already there.
    pub const CONFLICT: &str = "conflict";
    /// 408: the body did not arrive in time.
    pub const REQUEST_TIMEOUT: &str = "request_timeout";
    /// 413
    pub const TOO_LARGE: &str = "too_large";
    /// 415: the body is not `application/json`.
    pub const UNSUPPORTED_MEDIA_TYPE: &str = "unsupported_media_type";
    /// 400: the body is not JSON of the expected shape.
    pub const MALFORMED: &str = "malformed";
    /// 422: understood, but some fields are not acceptable; see `errors`.
    pub const INVALID: &str = "invalid";
    /// 429
    pub const TOO_MANY_REQUESTS: &str = "too_many_requests";
    /// 500
    pub const INTERNAL: &str = "internal";
    /// 503: the database or another part does not answer; try again.
    pub const UNAVAILABLE: &str = "unavailable";
}
