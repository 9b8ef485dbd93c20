//! A host page beside the app, on the same origin: the demo's example of a portal that embeds Roster.

use std::{convert::Infallible, path::Path};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY},
    response::{IntoResponse, Redirect, Response},
    routing::{any_service, get},
};
use tower::{ServiceExt, service_fn};
use tower_http::services::{ServeDir, ServeFile};

use super::navigation::is_navigation;

/// As strict as the app's own: whatever works in this portal works in a careful one.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// Serves `folder` below `/portal/`.
pub(super) fn routes(folder: &Path) -> Router {
    let files = ServeDir::new(folder).append_index_html_on_directories(true);
    let page = ServeFile::new(folder.join("index.html"));
    let portal = service_fn(move |request: Request| answer(files.clone(), page.clone(), request));
    Router::new()
        .route("/portal", get(|| async { Redirect::permanent("/portal/") }))
        .nest_service("/portal/", any_service(portal))
}

/// A file of the folder; its page for any other address that somebody opens.
async fn answer(files: ServeDir, page: ServeFile, request: Request) -> Result<Response, Infallible> {
    let navigation = is_navigation(request.method(), request.uri().path(), request.headers());
    let again = page_request(&request);
    let mut response = files.oneshot(request).await?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        response = if navigation {
            page.oneshot(again).await?.map(Body::new)
        } else {
            (StatusCode::NOT_FOUND, "Not found\n").into_response()
        };
    }
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}

/// The same request without its body.
fn page_request(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}
