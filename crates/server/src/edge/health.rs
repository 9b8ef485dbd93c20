//! Whether the process lives, and whether it can serve: for the operator's supervisor and load balancer.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use axum::{Router, http::StatusCode, routing::get};

use super::Edge;

/// Asks whether the server can do its work now.
pub type Ready = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// A database that needs longer for a sign of life is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /health/live` and `GET /health/ready`.
pub(super) fn routes(edge: &Edge) -> Router {
    let ready = Arc::clone(&edge.ready);
    Router::new()
        .route("/health/live", get(|| async { "live\n" }))
        .route("/health/ready", get(move || readiness(Arc::clone(&ready))))
}

async fn readiness(ready: Ready) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, ready()).await {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}
