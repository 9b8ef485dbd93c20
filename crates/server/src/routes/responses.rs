//! Error responses that many routes share, for OpenAPI.

use api_types::Problem;
use utoipa::IntoResponses;

/// The response of every route but sign-in to a request without a session.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum SignedInOnly {
    /// Not signed in, or the session has expired.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
}

/// The responses of every route with a body to one that it cannot read.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum UnreadableBody {
    /// The body is not JSON of the documented schema.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// The body is larger than 1 MiB; of an import, larger than 8 MiB.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The `Content-Type` is not `application/json`.
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(Problem),
}

/// The response of every route with query parameters to a query that it cannot read.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum UnreadableQuery {
    /// The query is not percent-encoded UTF-8.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
}

/// What every route below an organization may answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum MembersOnly {
    /// Not signed in, or the session has expired.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
    /// Not found, or hidden from the caller; both get the same response.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
}

/// What every route below an organization may answer to people without a second factor.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum SecondFactorRequired {
    /// Not allowed, or the organization requires a second factor that the account does not have (`code`
    /// `second_factor_required`).
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
}

/// What every route for questions of programs may answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum EvaluationOnly {
    /// The API key is missing, wrong, expired or revoked.
    #[response(status = 401, content_type = "application/problem+json")]
    InvalidKey(Problem),
    /// The API key lacks the scope.
    #[response(status = 403, content_type = "application/problem+json")]
    InsufficientScope(Problem),
    /// Too many requests with a wrong API key.
    #[response(status = 429, content_type = "application/problem+json")]
    TooManyRequests(Problem),
}

/// What every route for programs may answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by OpenAPI only")]
pub enum KeyOnly {
    /// The API key is missing, wrong, expired or revoked.
    #[response(status = 401, content_type = "application/problem+json")]
    InvalidKey(Problem),
    /// The API key lacks the scope.
    #[response(status = 403, content_type = "application/problem+json")]
    InsufficientScope(Problem),
    /// Not found, or of another organization than the key; both get the same response.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Too many requests with a wrong API key.
    #[response(status = 429, content_type = "application/problem+json")]
    TooManyRequests(Problem),
}
