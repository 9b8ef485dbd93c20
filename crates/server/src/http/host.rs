//! Answers only requests for this server's own name: another name that leads here belongs to a page that wants to read
//! what is served on this machine (DNS rebinding).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header::HOST},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::HttpSettings;

/// Refuses a request for another host, if the settings ask for it.
pub(super) async fn check(State(settings): State<Arc<HttpSettings>>, request: Request, next: Next) -> Response {
    if settings.own_host_only && !is_own(&settings, request.uri(), request.headers()) {
        return (StatusCode::MISDIRECTED_REQUEST, "Open this server at its own URL.\n").into_response();
    }
    next.run(request).await
}

fn is_own(settings: &HttpSettings, uri: &Uri, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
    let mut own = [&settings.public_origin].into_iter().chain(&settings.also_reached_at);
    own.any(|own| own.as_str().split_once("://").map(|(_, own)| own) == host)
}
