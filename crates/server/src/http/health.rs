//! Whether the process lives, and whether it can serve: for the operator's supervisor and load balancer.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use axum::{Router, http::StatusCode, routing::get};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use super::HttpSettings;

/// Asks whether the server can do its work now.
pub type Ready = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// A database that takes longer to respond is not ready.
const TIMEOUT: Duration = Duration::from_secs(2);
/// How long a result is cached: the check writes to the database, and anybody can ask.
const CACHE_TIME: Duration = Duration::from_secs(1);

/// `GET /health/live` and `GET /health/ready`.
pub(super) fn routes(settings: &HttpSettings) -> Router {
    let readiness = Arc::new(Readiness { ask: Arc::clone(&settings.ready), last: Mutex::default() });
    Router::new()
        .route("/health/live", get(|| async { "live\n" }))
        .route("/health/ready", get(move || answer(Arc::clone(&readiness))))
}

async fn answer(readiness: Arc<Readiness>) -> (StatusCode, &'static str) {
    match timeout(TIMEOUT, readiness.now()).await {
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
            && at.elapsed() < CACHE_TIME
        {
            return ready;
        }
        let ready = (self.ask)().await;
        *last = Some((Instant::now(), ready));
        ready
    }
}
