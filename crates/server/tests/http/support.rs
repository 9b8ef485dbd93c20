//! A small API behind the real HTTP layers, and an app of a few files.

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
    routing::{any, get},
};
use http_body_util::BodyExt;
use roster_server::http::{
    HttpSettings,
    assets::{File, Files},
    wrap,
};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tower::ServiceExt;

/// Files by name.
pub struct Memory(pub HashMap<&'static str, &'static str>);

impl Files for Memory {
    fn get(&self, name: &str) -> Option<File> {
        let text = *self.0.get(name)?;
        Some(File { bytes: text.into(), hash: Sha256::digest(text).into() })
    }
}

/// An app like the one the build makes.
pub fn files() -> Memory {
    Memory(HashMap::from([
        ("index.html", "<!doctype html>the page"),
        ("index.html.br", "brotli page"),
        ("index.html.gz", "gzip page"),
        ("roster-admin.js", "the element"),
        ("favicon.svg", "<svg/>"),
        ("assets/app-0123abcd.wasm", "wasm"),
        ("assets/app-0123abcd.wasm.br", "brotli wasm"),
        ("assets/app-0123abcd.js", "script"),
    ]))
}

/// Settings of a server at `https://roster.example` that is ready.
pub fn settings() -> HttpSettings {
    let ready = Arc::new(|| Box::pin(async { true }) as _);
    let settings = HttpSettings::new("https://roster.example".parse().unwrap(), Arc::new(files()), ready);
    HttpSettings { time_limit: Duration::from_secs(5), ..settings }
}

/// The whole server with a stand-in API.
pub fn server(settings: HttpSettings) -> Router {
    let api = Router::new()
        .route("/api/v1/echo", any(|body: String| async { body }))
        .route("/api/v1/organizations/{organization}", get(|| async { "an organization" }))
        .route("/api/v1/panic", get(panicking))
        .route("/api/v1/forever", get(std::future::pending::<StatusCode>));
    wrap(api, settings)
}

async fn panicking() -> StatusCode {
    panic!("on purpose")
}

/// What came back.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header's value; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The `code` of a problem.
    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: api_types::Problem = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem.code
    }
}

/// Sends one request.
pub async fn send(server: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = server.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// Sends one GET.
pub async fn get_with(server: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(server, "GET", path, headers).await
}

/// Sends these lines over a real connection and reads until it closes.
pub async fn on_the_wire(server: Router, request: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let serving = tokio::spawn(async move { axum::serve(listener, server).await });
    client.write_all(format!("{request}connection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    serving.abort();
    answer
}
