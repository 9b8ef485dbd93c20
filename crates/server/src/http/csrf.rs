//! Keeps other sites from using the browser of somebody who is signed in here.
//!
//! A cookie travels with whatever request a page anywhere makes a browser send. So a request that changes something
//! has to carry what only our own pages can send: a header that no form can set, and the browser's word on where it
//! comes from. The `SameSite` cookie alone would let in a sibling subdomain.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, Method,
        header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, ORIGIN, TRANSFER_ENCODING},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::HttpSettings;
use crate::{bearer, error::ApiError};

const CLIENT: HeaderName = HeaderName::from_static("x-roster-client");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a change that a browser was made to ask for by another site.
pub(super) async fn check(State(settings): State<Arc<HttpSettings>>, request: Request, next: Next) -> Response {
    let method = request.method();
    if !method.is_safe() && request.uri().path().starts_with("/api/") {
        let headers = request.headers();
        // No page can make a browser send a bearer token to us, and with one, the cookies count for nothing.
        let foreign = if bearer::is_sent(headers) { None } else { foreign(&settings, headers) };
        if let Some(reason) = foreign {
            return ApiError::CrossOrigin(reason).into_response();
        }
        if needs_json(method, request.headers()) && !is_json(request.headers()) {
            return ApiError::UnsupportedMediaType.into_response();
        }
    }
    next.run(request).await
}

/// Why the request may come from a page of somebody else; `None` if it comes from our own pages or no browser at all.
fn foreign(settings: &HttpSettings, headers: &HeaderMap) -> Option<&'static str> {
    if !headers.contains_key(CLIENT) {
        return Some("The header x-roster-client is missing.");
    }
    let mut sites = headers.get_all(SEC_FETCH_SITE).iter().peekable();
    if sites.peek().is_some() {
        let is_ours = sites.all(|site| site == "same-origin");
        return (!is_ours)
            .then_some("The header sec-fetch-site is not same-origin: the request comes from another site.");
    }
    let mut origins = headers.get_all(ORIGIN).iter().peekable();
    if origins.peek().is_some() {
        let is_own = |origin| {
            [&settings.public_origin].into_iter().chain(&settings.also_reached_at).any(|own| origin == own.as_str())
        };
        let is_ours = origins.all(is_own);
        return (!is_ours).then_some(
            "The header origin is not the URL of this server. If you opened the app at this URL, set public_url to it.",
        );
    }
    // A program that is no browser says neither; it has no cookie that somebody else could use.
    headers.contains_key(COOKIE).then_some(
        "The headers sec-fetch-site and origin are missing. If a proxy removes them, configure it to pass them on.",
    )
}

fn needs_json(method: &Method, headers: &HeaderMap) -> bool {
    let has_body = headers.contains_key(TRANSFER_ENCODING) || headers.get(CONTENT_LENGTH).is_some_and(|n| n != "0");
    matches!(*method, Method::POST | Method::PUT | Method::PATCH) || has_body
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).and_then(|kind| kind.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
