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

use crate::metrics;

/// The logged part of a request.
struct RequestLog<'a> {
    method: &'static str,
    /// The template of the route, for example `/api/v1/organizations/{organization}`.
    route: &'a str,
    status: StatusCode,
    duration: Duration,
}

/// Runs the request, then logs and counts it.
pub(super) async fn log_request(request: Request, next: Next) -> Response {
    let method = method_label(request.method().as_str());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = Instant::now();
    let response = next.run(request).await;
    let entry = RequestLog {
        method,
        route: route.as_ref().map_or("none", MatchedPath::as_str),
        status: response.status(),
        duration: start.elapsed(),
    };
    log(&entry);
    metrics::count_request(entry.method, entry.route, entry.status.as_u16(), entry.duration);
    response
}

fn log(entry: &RequestLog<'_>) {
    let RequestLog { method, route, .. } = *entry;
    let (status, milliseconds) = (entry.status.as_u16(), entry.duration.as_secs_f64() * 1000.0);
    if entry.status.is_server_error() {
        tracing::error!(method, route, status, milliseconds, "request");
    } else {
        tracing::info!(method, route, status, milliseconds, "request");
    }
}

/// The method, unless the client made one up.
fn method_label(method: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|one| *one == method).unwrap_or("OTHER")
}
