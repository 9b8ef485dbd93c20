//! A panic in one request ends that request and nothing else.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;

/// The answer to a request whose handler panicked. The panic itself is logged by the hook that `cli` sets, which
/// knows where it happened.
pub(super) fn answer(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::Internal.into_response()
}
