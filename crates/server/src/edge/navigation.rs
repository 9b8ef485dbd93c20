//! Tells a person who opens an address from a page that asks for a file.

use axum::http::{
    HeaderMap, Method,
    header::{ACCEPT, HeaderName},
};

const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Whether a browser opens `path` as a page; only then may one page stand in for many addresses.
pub(super) fn is_navigation(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let page = match text(SEC_FETCH_MODE) {
        Some(mode) => mode == "navigate",
        None => text(ACCEPT).is_some_and(|accept| accept.contains("text/html")),
    };
    let file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    matches!(*method, Method::GET | Method::HEAD) && page && !file
}
