//! One log line and one count for each request. Neither holds more of it than its method and its route's template:
//! no query, cookie, body or id ever gets here.

use std::time::Duration;

use axum::{
    extract::{MatchedPath, Request},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use super::metrics;

/// What is kept of a request.
pub(super) struct Seen<'a> {
    pub method: &'static str,
    /// The template of the route, for example `/api/v1/organizations/{organization}`.
    pub route: &'a str,
    pub status: StatusCode,
    pub duration: Duration,
}

/// Lets the request pass and writes down what became of it.
pub(super) async fn observe(request: Request, next: Next) -> Response {
    let method = known(request.method().as_str());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = Instant::now();
    let response = next.run(request).await;
    let seen = Seen {
        method,
        route: route.as_ref().map_or("none", MatchedPath::as_str),
        status: response.status(),
        duration: start.elapsed(),
    };
    log(&seen);
    metrics::count(&seen);
    response
}

fn log(seen: &Seen<'_>) {
    let Seen { method, route, .. } = *seen;
    let (status, milliseconds) = (seen.status.as_u16(), seen.duration.as_secs_f64() * 1000.0);
    if seen.status.is_server_error() {
        tracing::error!(method, route, status, milliseconds, "request");
    } else {
        tracing::info!(method, route, status, milliseconds, "request");
    }
}

/// The method, unless the client made one up.
fn known(method: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method).unwrap_or("OTHER")
}
