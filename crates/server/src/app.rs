//! Composes the API.

use axum::Router;

use crate::{routes, state::AppState};

/// The API, with everything below `/api/v1`.
pub fn api(state: AppState) -> Router {
    Router::new().nest("/api/v1", routes::router(state))
}
