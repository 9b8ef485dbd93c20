//! Refusals that many routes share, as OpenAPI describes them.

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
