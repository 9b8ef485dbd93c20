//! Turns a panic of a handler into a response with status 500. Other requests go on.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// The answer to a request whose handler panicked.
pub(super) fn respond(panic: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::Internal(message(&*panic).into()).into_response()
}

/// The message of a panic.
pub(crate) fn message(panic: &dyn Any) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic without a message")
}
