//! A request that hangs is answered all the same.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::ApiError;

/// Gives up on a request after `limit`.
pub(super) async fn enforce(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(elapsed) => ApiError::Unavailable(Box::new(elapsed)).into_response(),
    }
}
