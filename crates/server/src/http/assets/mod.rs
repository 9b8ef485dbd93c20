//! The app's files: prepared at build time, sent as they are.

mod encoding;
mod files;
mod media_type;

use std::{convert::Infallible, fmt::Write, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Path, Request},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use tower::{Service, service_fn};

use self::encoding::Encoding;
pub use self::files::{File, Files};
use super::{HttpSettings, navigation::is_navigation};
use crate::error::ApiError;

/// For files that have their content's hash in their name.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// For files whose name stays: ask each time whether they changed.
const ASK: &str = "no-cache";
/// What stands in when the app is not there.
const WITHOUT_APP: &str = include_str!("without_app.html");

/// `GET /assets/…`: files whose content never changes under the same name.
pub(super) fn routes(settings: &HttpSettings) -> Router {
    let files = Arc::clone(&settings.files);
    let asset = move |Path(name): Path<String>, headers: HeaderMap| async move {
        send(&*files, &format!("assets/{name}"), &headers, FOREVER).unwrap_or_else(missing)
    };
    Router::new().route("/assets/{*name}", get(asset))
}

/// Everything that has no route: files with a lasting name, and the app for whoever opens one of its addresses.
pub(super) fn fallback(
    settings: &HttpSettings,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    let files = Arc::clone(&settings.files);
    service_fn(move |request: Request| {
        let response = other(&*files, &request);
        async move { Ok(response) }
    })
}

fn other(files: &dyn Files, request: &Request) -> Response {
    let path = request.uri().path();
    let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if ["/api", "/access", "/.well-known"].into_iter().any(below) {
        return ApiError::NotFound.into_response();
    }
    if ["/assets", "/health", "/metrics"].into_iter().any(below) {
        return missing();
    }
    if is_navigation(request.method(), path, request.headers()) {
        return send(files, "index.html", request.headers(), ASK).unwrap_or_else(without_app);
    }
    if !request.method().is_safe() {
        return missing();
    }
    send(files, path.trim_start_matches('/'), request.headers(), ASK).unwrap_or_else(missing)
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "Not found\n").into_response()
}

fn without_app() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(CONTENT_TYPE, media_type::of("index.html"))], WITHOUT_APP).into_response()
}

/// Answers with the file in the encoding that suits the client; `None` if there is no such file.
fn send(files: &dyn Files, name: &str, request: &HeaderMap, cache: &'static str) -> Option<Response> {
    // What tools leave beside the app, such as a lock.
    if name.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    // An encoded file is only ever another form of the file that it was made from.
    if Encoding::ALL.iter().any(|encoding| !encoding.suffix().is_empty() && name.ends_with(encoding.suffix())) {
        return None;
    }
    let accept_encoding = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepted = encoding::accepted(accept_encoding).into_iter();
    let (encoding, file) =
        accepted.filter_map(|encoding| Some((encoding, files.get(&format!("{name}{}", encoding.suffix()))?))).next()?;
    let tag = entity_tag(&file.hash);
    let unchanged = request.get(IF_NONE_MATCH).is_some_and(|known| matches_tag(known, &tag));
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(file.bytes));
        if let Some(encoding) = encoding.name() {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    };
    let headers = response.headers_mut();
    // Unchanged or not: the policy depends on it, and the browser takes over the one that comes with a 304.
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::of(name)));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(ETAG, tag);
    }
    Some(response)
}

/// A strong entity tag; each encoding of a file has its own, because it has its own bytes.
fn entity_tag(hash: &[u8; 32]) -> String {
    let mut tag = String::from("\"");
    for byte in &hash[..16] {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// Whether `If-None-Match` names the tag (weak comparison, RFC 9110).
fn matches_tag(if_none_match: &HeaderValue, tag: &str) -> bool {
    let Ok(list) = if_none_match.to_str() else { return false };
    list.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}
