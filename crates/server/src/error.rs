//! Errors of the API and their problem details.

mod problem_type;

use std::time::Duration;

use api_types::{FieldProblem, Problem, codes};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::store::StoreError;

pub use problem_type::{ProblemType, still_needed};

/// `Retry-After` while the database is unavailable.
const RETRY_AFTER_OUTAGE: Duration = Duration::from_secs(5);

/// An error response of the API.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("nobody is signed in")]
    Unauthenticated,
    #[error("wrong e-mail or password")]
    WrongCredentials,
    #[error("wrong or used second factor")]
    WrongCode,
    #[error("not allowed")]
    Forbidden,
    /// The request came from a page other than the app.
    #[error("not from the app itself: {0}")]
    CrossOrigin(&'static str),
    /// Does not exist, or is hidden from the caller.
    #[error("not found")]
    NotFound,
    #[error("method not allowed")]
    MethodNotAllowed,
    #[error("body too large")]
    TooLarge,
    /// The client did not send the body in time.
    #[error("body too slow")]
    RequestTimeout,
    #[error("the body is not application/json")]
    UnsupportedMediaType,
    /// The body is not JSON of the expected shape; the text says where.
    #[error("malformed: {0}")]
    Malformed(String),
    /// The body is JSON, but these fields are invalid.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldProblem>),
    /// With its own title and detail.
    #[error("{}: {}", .0.code, .0.detail)]
    Problem(ProblemType),
    #[error("too many requests")]
    TooManyRequests {
        /// When to try again.
        retry_after: Duration,
    },
    /// Something that this request needs is unavailable.
    #[error("unavailable: {0}")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A bug or failure of the server.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    /// One invalid field.
    ///
    /// `pointer` is a JSON pointer into the body, or `/query/<parameter>`; `code` is one of those that
    /// [`FieldProblem`] lists.
    pub fn field(pointer: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem { pointer: pointer.into(), code: code.to_owned(), detail: detail.into() }])
    }

    /// The same, of fields that stand below this pointer.
    pub fn below(self, parent: &str) -> Self {
        let Self::Invalid(mut problems) = self else { return self };
        for problem in &mut problems {
            problem.pointer.insert_str(0, parent);
        }
        Self::Invalid(problems)
    }

    /// Status, code, title and detail.
    fn wording(&self) -> (StatusCode, &'static str, &'static str, &str) {
        use StatusCode as S;
        match self {
            Self::Unauthenticated => (
                S::UNAUTHORIZED,
                codes::UNAUTHENTICATED,
                "Not signed in",
                "You are not signed in, or your session has expired. Sign in and try again.",
            ),
            Self::WrongCredentials => (
                S::UNAUTHORIZED,
                codes::WRONG_CREDENTIALS,
                "Wrong e-mail or password",
                "The e-mail address or the password is wrong. Check both and try again.",
            ),
            Self::WrongCode => (
                S::UNAUTHORIZED,
                codes::WRONG_CODE,
                "Wrong code",
                "The code is wrong or was already used. Wait for the next code and try again.",
            ),
            Self::Forbidden => {
                (S::FORBIDDEN, codes::FORBIDDEN, "Not allowed", "Your roles do not allow this. Ask an administrator.")
            }
            Self::CrossOrigin(reason) => (S::FORBIDDEN, codes::CROSS_ORIGIN, "Cross-origin request", reason),
            Self::NotFound => {
                (S::NOT_FOUND, codes::NOT_FOUND, "Not found", "This does not exist, or you don't have access to it.")
            }
            Self::MethodNotAllowed => (
                S::METHOD_NOT_ALLOWED,
                codes::METHOD_NOT_ALLOWED,
                "Method not allowed",
                "This URL does not support this method.",
            ),
            Self::TooLarge => {
                (S::PAYLOAD_TOO_LARGE, codes::TOO_LARGE, "Too large", "The request body is larger than 1 MiB.")
            }
            Self::RequestTimeout => (
                S::REQUEST_TIMEOUT,
                codes::REQUEST_TIMEOUT,
                "Request too slow",
                "The request body did not arrive in time. Check your connection and try again.",
            ),
            Self::UnsupportedMediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                codes::UNSUPPORTED_MEDIA_TYPE,
                "Not JSON",
                "Send the body as JSON with the header content-type: application/json.",
            ),
            Self::Malformed(detail) => (S::BAD_REQUEST, codes::MALFORMED, "Malformed", detail),
            Self::Invalid(_) => (
                S::UNPROCESSABLE_ENTITY,
                codes::INVALID,
                "Invalid values",
                "Some values are invalid. See errors for each of them.",
            ),
            Self::Problem(problem) => (problem.status, problem.code, problem.title, &problem.detail),
            Self::TooManyRequests { .. } => (
                S::TOO_MANY_REQUESTS,
                codes::TOO_MANY_REQUESTS,
                "Too many attempts",
                "There were too many attempts. Wait a moment and try again.",
            ),
            Self::Unavailable(_) => (
                S::SERVICE_UNAVAILABLE,
                codes::UNAVAILABLE,
                "Not available",
                "A part of the server is not responding. Try again in a moment.",
            ),
            Self::Internal(_) => (
                S::INTERNAL_SERVER_ERROR,
                codes::INTERNAL,
                "Server error",
                "Something went wrong on the server. The operator can find it in the log by the x-request-id header.",
            ),
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyRequests { retry_after } => Some(*retry_after),
            Self::Unavailable(_) => Some(RETRY_AFTER_OUTAGE),
            _ => None,
        }
    }

    /// The body of the response.
    pub fn problem(&self) -> Problem {
        let (status, code, title, detail) = self.wording();
        Problem {
            kind: format!("/problems/{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.to_owned(),
            errors: match self {
                Self::Invalid(errors) => errors.clone(),
                _ => Vec::new(),
            },
        }
    }

    /// Tells the operator, if it is something for the operator.
    pub fn log(&self) {
        match self {
            Self::Internal(error) => tracing::error!(error = error.as_ref(), "internal error"),
            Self::Unavailable(error) => tracing::warn!(error = error.as_ref(), "unavailable"),
            Self::CrossOrigin(reason) => tracing::warn!(reason, "a change was refused: not from the app itself"),
            _ => {}
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.log();
        let status = self.wording().0;
        let mut response = (status, axum::Json(self.problem())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)));
        }
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::TooBroad => {
                Self::field("/query/q", "too_broad", "Too many rows to test. Search for three letters in a row.")
            }
            StoreError::Unavailable(_) | StoreError::Collision(_) => Self::Unavailable(Box::new(error)),
            _ => Self::Internal(Box::new(error)),
        }
    }
}

impl From<ProblemType> for ApiError {
    fn from(problem: ProblemType) -> Self {
        Self::Problem(problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_errors_say_nothing_of_their_cause() {
        let problem = ApiError::Internal("secret table name".into()).problem();
        assert_eq!((problem.status, problem.code.as_str()), (500, codes::INTERNAL));
        assert!(!serde_json::to_string(&problem).unwrap().contains("secret"));
    }

    #[test]
    fn a_wait_is_rounded_up_to_whole_seconds() {
        let response = ApiError::TooManyRequests { retry_after: Duration::from_millis(1500) }.into_response();
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
}
