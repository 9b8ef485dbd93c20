//! Composes the API.

use axum::Router;

use crate::{routes, state::AppState};

/// The API: everything below `/api/v1`, and the questions of programs below `/access/v1`.
pub fn api(state: AppState) -> Router {
    Router::new().merge(routes::router_beside(state.clone())).nest("/api/v1", routes::router(state))
}
