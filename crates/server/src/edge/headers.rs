//! The headers that tell a browser what an answer may do: on every answer, errors included.

use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

use super::Edge;

/// For whatever is not a page: it may load nothing, and nobody may frame it.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// The same for every answer.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// The headers that depend on the settings.
#[derive(Clone)]
pub(super) struct Policies {
    page: HeaderValue,
    transport: Option<HeaderValue>,
}

impl Policies {
    pub(super) fn new(edge: &Edge) -> Self {
        let ancestors: Vec<_> = edge.frame_ancestors.iter().map(|origin| origin.as_str()).collect();
        let ancestors = if ancestors.is_empty() { "'none'".to_owned() } else { ancestors.join(" ") };
        let page = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors {ancestors}"
        );
        let year = HeaderValue::from_static("max-age=31536000");
        Self {
            page: HeaderValue::try_from(page).unwrap_or(NOTHING),
            transport: edge.public_origin.is_https().then_some(year),
        }
    }
}

/// Adds the headers; a policy or cache rule that the answer brings itself stays.
pub(super) async fn add(State(policies): State<Policies>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let page = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(if page { policies.page } else { NOTHING });
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.extend(ALWAYS);
    if let Some(transport) = policies.transport {
        headers.insert(STRICT_TRANSPORT_SECURITY, transport);
    }
    response
}
