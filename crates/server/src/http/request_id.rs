//! A name for each request, so that an answer and its log lines can be brought together.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, error_span};

use crate::{clock::Entropy, request_id::RequestId};

const NAME: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST: usize = 64;

/// Keeps the client's name for the request if it is a harmless one, or gives it a new one.
pub(super) async fn identify(State(entropy): State<Entropy>, mut request: Request, next: Next) -> Response {
    let id = harmless(request.headers()).unwrap_or_else(|| fresh(&entropy));
    // An error span: it belongs to the lines of every level.
    let span = error_span!("request", request_id = %id);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(NAME, value);
    }
    response
}

/// A random UUID.
fn fresh(entropy: &Entropy) -> String {
    uuid::Builder::from_random_bytes(entropy.bytes()).into_uuid().to_string()
}

/// The client's name, if it can neither forge a log line nor fill one.
fn harmless(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(NAME)?.to_str().ok()?;
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    (plain && (1..=LONGEST).contains(&id.len())).then(|| id.to_owned())
}
