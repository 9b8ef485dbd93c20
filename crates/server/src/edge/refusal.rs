//! The problems that the edge itself reports.

use api_types::{Problem, codes};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

/// Why a request never reached the API, or got no answer from it.
pub(super) enum Refusal {
    NotFound,
    CrossOrigin,
    UnsupportedMediaType,
    Internal,
    Unavailable,
}

impl Refusal {
    /// Status, code, title and what to do about it.
    fn parts(self) -> (StatusCode, &'static str, &'static str, &'static str) {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                codes::NOT_FOUND,
                "Not found",
                "There is nothing at this address that you may see.",
            ),
            Self::CrossOrigin => (
                StatusCode::FORBIDDEN,
                codes::CROSS_ORIGIN,
                "Not from this app",
                "Changes are only taken from the app's own pages: send x-roster-client, and call from the same origin.",
            ),
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                codes::UNSUPPORTED_MEDIA_TYPE,
                "Not JSON",
                "Send the body as application/json.",
            ),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                codes::INTERNAL,
                "Internal error",
                "Something went wrong on the server; it has been logged under the request id of this answer.",
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                codes::UNAVAILABLE,
                "Not available",
                "The server took too long; try again.",
            ),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code, title, detail) = self.parts();
        let problem = Problem {
            kind: format!("/problems/{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.to_owned(),
            errors: Vec::new(),
        };
        let mut response = (status, Json(problem)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}
