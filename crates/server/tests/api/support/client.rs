//! A browser: keeps cookies and says of its requests what browsers say.

use std::sync::Mutex;

use api_types::Problem;
use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode},
};
use axum_test::{TestServer, TestServerBuilder};
use serde::{Serialize, de::DeserializeOwned};
use tower::ServiceExt;

pub struct Client {
    server: TestServer,
    router: Router,
    /// Each `name=value`.
    cookies: Mutex<Vec<String>>,
    headers: Vec<(&'static str, String)>,
    /// Says what browsers say.
    is_browser: bool,
}

/// What the server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Client {
    pub fn new(router: Router) -> Self {
        let server = TestServerBuilder::new().mock_transport().build(router.clone());
        Self { server, router, cookies: Mutex::default(), headers: Vec::new(), is_browser: true }
    }

    /// The same browser with this cookie.
    pub fn with_cookie(self, name: &str, value: &str) -> Self {
        self.cookies.lock().unwrap().push(format!("{name}={value}"));
        self
    }

    /// The same browser with the session of another one.
    pub fn with_cookie_of(self, other: &Self) -> Self {
        self.cookies.lock().unwrap().extend(other.cookie());
        self
    }

    /// A program with an API key instead of a browser.
    pub fn into_program(self, key: &str) -> Self {
        Self { is_browser: false, ..self.with_header("authorization", &format!("Bearer {key}")) }
    }

    /// The session's cookie that it has now, `name=value`: of several the newest.
    pub fn cookie(&self) -> Option<String> {
        self.cookies.lock().unwrap().iter().rfind(|pair| pair.contains("roster_session")).cloned()
    }

    /// The same browser without the session's cookie: a day later.
    pub fn forget_session(&self) {
        self.cookies.lock().unwrap().retain(|pair| !pair.contains("roster_session"));
    }

    /// The same browser, which sends this header with every request.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(Method::POST, path, Some(serde_json::to_vec(body).unwrap())).await
    }

    pub async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(Method::PUT, path, Some(serde_json::to_vec(body).unwrap())).await
    }

    /// A change of something that was read in this version.
    pub async fn change(&self, method: Method, path: &str, version: i64, body: &impl Serialize) -> Answer {
        let body = Some(serde_json::to_vec(body).unwrap());
        self.send_with(method, path, body, &[("if-match", &format!("\"{version}\""))]).await
    }

    /// The beginning of a response whose body is read as it comes.
    pub async fn begin(&self, path: &str, headers: &[(&'static str, &str)]) -> Response<Body> {
        let mut request = Request::get(format!("/api/v1{path}"));
        let cookies = self.cookies.lock().unwrap().join("; ");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            request = request.header(name, value);
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    /// A request below `/api/v1`, or at an address beside it, with whatever body.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        self.send_with(method, path, body, &[]).await
    }

    /// The same with more headers.
    pub async fn send_with(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        headers: &[(&'static str, &str)],
    ) -> Answer {
        if method == Method::GET && path.ends_with("/events") {
            // A stream that is opened never ends by itself.
            let response = self.begin(path, headers).await;
            if response.status() == StatusCode::OK {
                return Answer { status: response.status(), headers: response.headers().clone(), body: Bytes::new() };
            }
        }
        let is_beside = ["/access/v1/", "/.well-known/"].iter().any(|root| path.starts_with(root));
        let path = if is_beside { path.to_owned() } else { format!("/api/v1{path}") };
        let mut request = self.server.method(method.clone(), &path);
        if self.is_browser && !method.is_safe() {
            request = request.add_header("x-roster-client", "test").add_header("sec-fetch-site", "same-origin");
        }
        if let Some(body) = body {
            request = request.bytes(body.into());
            if headers.iter().all(|(name, _)| *name != "content-type") {
                request = request.content_type("application/json");
            }
        }
        let cookies = self.cookies.lock().unwrap().join("; ");
        if !cookies.is_empty() {
            request = request.add_header("cookie", cookies);
        }
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            request = request.add_header(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        let response = request.await;
        let headers = response.headers().clone();
        for set in headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let pair = set.split(';').next().unwrap_or_default();
            let name = pair.split('=').next().unwrap_or_default();
            let mut cookies = self.cookies.lock().unwrap();
            cookies.retain(|cookie| cookie.split('=').next() != Some(name));
            cookies.extend((!set.contains("Max-Age=0;")).then(|| pair.to_owned()));
        }
        Answer { status: response.status_code(), headers, body: response.as_bytes().clone() }
    }
}

impl Answer {
    /// The body, of an answer that has to be a success.
    #[track_caller]
    pub fn ok<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The problem, of an answer that has to be one.
    #[track_caller]
    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}: {}", self.status, self.text());
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status.as_u16());
        problem
    }

    /// Status and code of a problem, or the status of a success.
    pub fn summary(&self) -> String {
        if self.status.is_success() {
            return self.status.as_u16().to_string();
        }
        format!("{} {}", self.status.as_u16(), self.problem().code)
    }

    /// Pointer and code of each field of a 422.
    #[track_caller]
    pub fn field_errors(&self) -> Vec<(String, String)> {
        assert_eq!(self.status, 422, "{}", self.text());
        self.problem().errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    /// A header's value; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// All that a client can tell two answers apart by, but for what names each request.
    #[track_caller]
    pub fn assert_same_as(&self, other: &Self) {
        let bare = |answer: &Self| {
            let mut headers = answer.headers.clone();
            assert!(headers.remove("x-request-id").is_some());
            (answer.status, headers, answer.body.clone())
        };
        assert_eq!(bare(self), bare(other));
    }
}
