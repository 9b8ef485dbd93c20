//! Invalid access requests, and errors of their changes, as problem details.

use api_types::{AccessRequestState, NameProblem, NewGrant, read_request_text};

use crate::{
    error::{ApiError, ProblemType},
    routes::{grants::error::target, idempotency},
    store::{access_requests::AccessRequestError, grants::Target},
};

impl From<AccessRequestError> for ApiError {
    fn from(error: AccessRequestError) -> Self {
        match error {
            AccessRequestError::NotFound => Self::NotFound,
            AccessRequestError::NoLongerAllowed => Self::Forbidden,
            AccessRequestError::Pending => ProblemType::REQUEST_PENDING.into(),
            AccessRequestError::Held => ProblemType::ACCESS_HELD.into(),
            AccessRequestError::Answered { state, by } => answered(state, by.as_deref()).into(),
            AccessRequestError::KeyReused => idempotency::reused(),
            AccessRequestError::Limited(limited) => limited.into(),
            AccessRequestError::Grant(error) => error.into(),
            AccessRequestError::Store(error) => error.into(),
        }
    }
}

/// Somebody was first.
fn answered(state: AccessRequestState, by: Option<&str>) -> ProblemType {
    let detail = match (state, by) {
        (AccessRequestState::Approved, Some(by)) => format!("{by} has approved this request."),
        (AccessRequestState::Declined, Some(by)) => format!("{by} has declined this request."),
        (state, _) => format!("This request is no longer pending. Its state is {state}."),
    };
    ProblemType::request_answered(detail)
}

/// What is asked for.
///
/// # Errors
/// [`ApiError::Invalid`] if it names both a device and a group, or neither.
pub fn asked_target(wanted: &api_types::NewAccessRequest) -> Result<Target, ApiError> {
    target(&NewGrant { device: wanted.device, group: wanted.group, level: wanted.level, until: None })
}

/// A reason or a note as it is stored.
///
/// # Errors
/// [`ApiError::Invalid`] that says what is wrong with the field at `pointer`.
pub fn text(pointer: &'static str, text: &str) -> Result<String, ApiError> {
    read_request_text(text).map_err(|what| {
        let detail = match what {
            NameProblem::Missing => "Say why.",
            NameProblem::TooLong => "At most 500 characters.",
            NameProblem::Invalid => "Text without control characters.",
        };
        ApiError::field(pointer, what.code(), detail)
    })
}
