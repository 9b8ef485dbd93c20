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

use super::{HttpSettings, assets::File};

/// For whatever is not a page: it may load nothing, and nobody may frame it.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// The same for every answer.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Where one gives away a password or a membership: nobody may frame that, whoever else may frame the app.
const NEVER_FRAMED: [&str; 6] =
    ["invitation", "password-reset", "forgot-password", "email-change", "sign-in", "stop-mails"];

/// The headers that depend on the settings.
#[derive(Clone)]
pub(super) struct Policies {
    page: HeaderValue,
    unframed: HeaderValue,
    transport: Option<HeaderValue>,
    /// Names the build of the app, so that pages notice a newer one.
    build: Option<HeaderValue>,
}

/// The header with the build of the app.
const BUILD: HeaderName = HeaderName::from_static("x-roster-build");

impl Policies {
    pub(super) fn new(settings: &HttpSettings) -> Self {
        let ancestors: Vec<_> = settings.frame_ancestors.iter().map(|origin| origin.as_str()).collect();
        let ancestors = if ancestors.is_empty() { "'none'".to_owned() } else { ancestors.join(" ") };
        let year = HeaderValue::from_static("max-age=31536000");
        Self {
            page: page_policy(&ancestors),
            unframed: page_policy("'none'"),
            transport: settings.public_origin.is_https().then_some(year),
            build: settings.files.get("index.html").and_then(|page| build(&page)),
        }
    }
}

/// The build that this start page belongs to: it names the files of its build.
fn build(page: &File) -> Option<HeaderValue> {
    let name: String = page.hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(name).ok()
}

/// For a page of the app that these may frame.
fn page_policy(ancestors: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    );
    HeaderValue::try_from(policy).unwrap_or(NOTHING)
}

/// Whether the first word of the path is one of [`NEVER_FRAMED`], however it is spelled: the app takes other slashes,
/// escapes, and what mail programs add to a link for the same page.
fn is_never_framed(path: &str) -> bool {
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().to_ascii_lowercase();
    let word = path.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric());
    let word = word.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap_or_default();
    NEVER_FRAMED.contains(&word.trim_end_matches('-'))
}

/// Adds the headers; a policy or cache rule that the answer brings itself stays.
pub(super) async fn add(State(policies): State<Policies>, request: Request, next: Next) -> Response {
    let page_policy = if is_never_framed(request.uri().path()) { policies.unframed } else { policies.page };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let page = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(if page { page_policy } else { NOTHING });
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.extend(ALWAYS);
    if let Some(build) = policies.build {
        headers.insert(BUILD, build);
    }
    if let Some(transport) = policies.transport {
        headers.insert(STRICT_TRANSPORT_SECURITY, transport);
    }
    response
}
