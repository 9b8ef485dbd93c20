//! A panic in one request ends that request and nothing else.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// The answer to a request whose handler panicked.
pub(super) fn answer(panic: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::Internal(words(&*panic).into()).into_response()
}

/// What a panic says.
pub(crate) fn words(panic: &dyn Any) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic without a message")
}
