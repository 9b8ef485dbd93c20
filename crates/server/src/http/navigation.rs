//! Tells whoever opens an address (a person, a health check, a preview of a link) from a page that asks for a file.

use axum::http::{
    HeaderMap, Method,
    header::{ACCEPT, HeaderName},
};

const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Whether `path` is opened as a page; only then may one page stand in for many addresses.
pub(super) fn is_navigation(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let hidden = path.split('/').any(|name| name.starts_with('.'));
    // A full stop at the end belongs to the sentence that the link was in.
    let named = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let file = hidden || named.is_some_and(|(_, kind)| !kind.is_empty());
    let page = match headers.get(SEC_FETCH_MODE) {
        // A browser says it. `/` is a page for its scripts too.
        Some(mode) => mode == "navigate" || path == "/",
        None => accepts_html(headers),
    };
    matches!(*method, Method::GET | Method::HEAD) && page && !file
}

/// Whether HTML is among what the client accepts. Without the header it accepts everything.
fn accepts_html(headers: &HeaderMap) -> bool {
    let mut lists = headers.get_all(ACCEPT).iter().peekable();
    let page = |range: &str| {
        let kind = range.split(';').next().unwrap_or_default().trim();
        ["text/html", "text/*", "*/*"].into_iter().any(|page| kind.eq_ignore_ascii_case(page))
    };
    lists.peek().is_none() || lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(',')).any(page)
}
