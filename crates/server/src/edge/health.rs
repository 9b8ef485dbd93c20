//! Whether the process lives, and whether it can serve: for the operator's supervisor and load balancer.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use axum::{Router, http::StatusCode, routing::get};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use super::Edge;

/// Asks whether the server can do its work now.
pub type Ready = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// A database that needs longer for a sign of life is not ready.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer is given again: asking writes to the database, and anybody can ask.
const KEPT: Duration = Duration::from_secs(1);

/// `GET /health/live` and `GET /health/ready`.
pub(super) fn routes(edge: &Edge) -> Router {
    let readiness = Arc::new(Readiness { ask: Arc::clone(&edge.ready), last: Mutex::default() });
    Router::new()
        .route("/health/live", get(|| async { "live\n" }))
        .route("/health/ready", get(move || answer(Arc::clone(&readiness))))
}

async fn answer(readiness: Arc<Readiness>) -> (StatusCode, &'static str) {
    match timeout(PATIENCE, readiness.now()).await {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}

/// Asks once for all who want to know at the same time.
struct Readiness {
    ask: Ready,
    last: Mutex<Option<(Instant, bool)>>,
}

impl Readiness {
    async fn now(&self) -> bool {
        let mut last = self.last.lock().await;
        if let Some((at, ready)) = *last
            && at.elapsed() < KEPT
        {
            return ready;
        }
        let ready = (self.ask)().await;
        *last = Some((Instant::now(), ready));
        ready
    }
}
