//! `GET /metrics`: the metrics of the process for Prometheus.

use axum::{Router, http::header::CONTENT_TYPE, response::IntoResponse, routing::get};

/// `GET /metrics`.
pub(super) fn routes() -> Router {
    Router::new().route("/metrics", get(render))
}

async fn render() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], crate::metrics::render())
}
