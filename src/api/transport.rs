//! Requests and answers. Everything that can go wrong with one becomes an [`ApiError`] here.

use api_types::{Problem, codes};
use gloo_net::http::{Method, Request, RequestBuilder};
use js_sys::JsString;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{Asking, Body, Question, SessionGate, attempts::Attempts};
use crate::host::{Host, random_key};

/// Where the API stands on this origin.
const ROOT: &str = "/api/v1";

/// The status that says so.
const NOT_MODIFIED: u16 = 304;

/// How long an answer may take, in milliseconds, before the reader is offered to try again.
const PATIENCE: u32 = 15_000;

/// Why a request brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// No answer: no network, or nobody there, or too slow.
    Unreachable,
    /// An answer that is not Roster's, as from a network that wants a sign-in of its own.
    Foreign,
    /// The server refused, and says why.
    Refused {
        problem: Box<Problem>,
        /// Names the request in the server's log.
        request_id: Option<String>,
    },
}

impl ApiError {
    /// The problem's stable code; nothing when the server did not answer.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { problem, .. } => Some(&problem.code),
            Self::Unreachable | Self::Foreign => None,
        }
    }

    /// Whether this does not exist for the reader, or may not be seen.
    pub fn is_not_found(&self) -> bool {
        self.code() == Some(codes::NOT_FOUND)
    }

    /// Whether the reader is not allowed to.
    pub fn is_forbidden(&self) -> bool {
        self.code() == Some(codes::FORBIDDEN)
    }

    /// Whether nobody is signed in.
    pub fn is_unauthenticated(&self) -> bool {
        self.code() == Some(codes::UNAUTHENTICATED)
    }
}

/// A part of a file on its way.
pub enum Piece {
    /// How many rows will come, where the server knows; before everything else.
    Total(Option<u64>),
    Bytes(js_sys::Uint8Array),
}

/// What is sent along.
#[derive(Default)]
struct Sent {
    /// The body.
    json: Option<String>,
    /// Names the attempt, so that the server can tell a second try.
    key: Option<String>,
    /// Names the answer that is known.
    known: Option<String>,
    /// Names the state that is changed; the server refuses when there is a newer one.
    changed: Option<String>,
}

/// A good answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// Nothing when it is still what whoever asked knows.
    pub text: Option<Body>,
    /// Names this state of the answer, for asking whether it has changed.
    pub etag: Option<String>,
}

/// The way to the server.
#[derive(Clone)]
pub struct Api {
    host: Host,
    gate: SessionGate,
    attempts: StoredValue<Attempts>,
}

impl Api {
    /// The API of the page's origin.
    pub fn new(host: Host, gate: SessionGate) -> Self {
        Self { host, gate, attempts: StoredValue::new(Attempts::default()) }
    }

    /// Forgets what was tried, as when somebody else signs in.
    pub fn forget_attempts(&self) {
        self.attempts.set_value(Attempts::default());
    }

    /// Asks, and brings the text of the answer, unless it is still the one that `known` names.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn ask(&self, asking: &Asking, known: Option<String>) -> Result<Answered, ApiError> {
        let sent = Sent { known, ..Sent::default() };
        self.exchange(Method::GET, &asking.path, sent, asking.waits).await
    }

    /// Creates something and reads the answer; waits at the gate when the session has ended. The same again, after an
    /// answer was lost, creates nothing more. `occasion` tells apart what is wanted more than once with the same body.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        occasion: &str,
    ) -> Result<T, ApiError> {
        let json = write(body)?;
        let request = [path, "\n", occasion, "\n", &json].concat();
        let key = self.attempts.try_update_value(|attempts| attempts.key(&request, random_key));
        let sent = Sent { json: Some(json), key, ..Sent::default() };
        let answer = read(self.exchange(Method::POST, path, sent, true).await?)?;
        // The page may be gone.
        let _ = self.attempts.try_update_value(|attempts| attempts.succeeded(&request));
        Ok(answer)
    }

    /// Like [`Api::post`], without waiting: for signing in itself.
    pub(super) async fn post_now<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, ApiError> {
        let sent = Sent { json: Some(write(body)?), ..Sent::default() };
        read(self.exchange(Method::POST, path, sent, false).await?)
    }

    /// Tells the server something, without waiting; the answer has no body.
    pub(super) async fn tell(&self, path: &str, body: &impl Serialize) -> Result<(), ApiError> {
        let sent = Sent { json: Some(write(body)?), ..Sent::default() };
        self.exchange(Method::POST, path, sent, false).await.map(drop)
    }

    /// Puts something where it belongs and reads the answer; sent again, it changes nothing more.
    pub(super) async fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, ApiError> {
        let sent = Sent { json: Some(write(body)?), ..Sent::default() };
        read(self.exchange(Method::PUT, path, sent, true).await?)
    }

    /// Asks for something to be done whose answer is read by whoever knows it; waits at the gate when the session has
    /// ended. Only for what may be done twice.
    pub(super) async fn act(&self, path: &str, json: Option<String>) -> Result<Body, ApiError> {
        // Also when there is nothing to say: the server takes only what no form of another page could send.
        let sent = Sent { json: Some(json.unwrap_or_default()), ..Sent::default() };
        self.exchange(Method::POST, path, sent, true).await?.text.ok_or(ApiError::Foreign)
    }

    /// Puts something in the place of what had this version.
    pub(super) async fn replace<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        version: i64,
    ) -> Result<T, ApiError> {
        let changed = Some(["\"", &version.to_string(), "\""].concat());
        let sent = Sent { json: Some(write(body)?), changed, ..Sent::default() };
        read(self.exchange(Method::PUT, path, sent, true).await?)
    }

    /// Deletes something; waits at the gate when the session has ended.
    pub(super) async fn delete(&self, path: &str) -> Result<(), ApiError> {
        self.exchange(Method::DELETE, path, Sent::default(), true).await.map(drop)
    }

    /// Deletes something; the answer has no body.
    pub(super) async fn delete_now(&self, path: &str) -> Result<(), ApiError> {
        self.exchange(Method::DELETE, path, Sent::default(), false).await.map(drop)
    }

    async fn exchange(&self, method: Method, path: &str, sent: Sent, wait: bool) -> Result<Answered, ApiError> {
        loop {
            let answer = understand(self.send(&method, path, &sent).await?).await;
            match answer {
                Err(error) if wait && error.is_unauthenticated() => {
                    self.gate.pass().await.map_err(|_| ApiError::Unreachable)?;
                }
                answer => return answer,
            }
        }
    }

    /// Asks for a file and hands over its pieces as they come, until there are no more or `stop` is heard.
    ///
    /// # Errors
    /// Whatever can go wrong with a request; [`ApiError::Unreachable`] also when the file breaks off or was stopped.
    pub async fn download(
        &self,
        path: &str,
        stop: &web_sys::AbortSignal,
        mut take: impl FnMut(Piece),
    ) -> Result<(), ApiError> {
        let answer = answered(RequestBuilder::new(&[ROOT, path].concat()).abort_signal(Some(stop)).build()).await?;
        if !header(&answer, "content-type").is_some_and(|kind| kind.starts_with("text/csv")) {
            return understand(answer).await.and(Err(ApiError::Foreign));
        }
        take(Piece::Total(header(&answer, "x-roster-total").and_then(|total| total.parse().ok())));
        let body = answer.body().ok_or(ApiError::Foreign)?;
        let reader: web_sys::ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        loop {
            let piece = JsFuture::from(reader.read()).await.map_err(|_| ApiError::Unreachable)?;
            let part = |name: &str| js_sys::Reflect::get(&piece, &name.into()).map_err(|_| ApiError::Foreign);
            if part("done")?.is_truthy() {
                return Ok(());
            }
            take(Piece::Bytes(part("value")?.unchecked_into()));
        }
    }

    async fn send(&self, method: &Method, path: &str, sent: &Sent) -> Result<Response, ApiError> {
        let address = format!("{ROOT}{path}");
        if *method == Method::GET
            && let Some(answer) = self.host.prefetched(&address)
            && let Ok(answer) = JsFuture::from(answer).await
            && let Ok(answer) = answer.dyn_into::<Response>()
        {
            return Ok(answer);
        }
        let request = RequestBuilder::new(&address)
            .method(method.clone())
            .header("accept", "application/json")
            .header("x-roster-client", env!("CARGO_PKG_VERSION"))
            .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(PATIENCE)));
        // A page that was left open must not keep its session alive by looking for news.
        let unattended = (!self.host.is_attended()).then(|| "1".to_owned());
        let named = [
            ("idempotency-key", &sent.key),
            ("if-none-match", &sent.known),
            ("if-match", &sent.changed),
            ("x-roster-unattended", &unattended),
        ];
        let request = named.into_iter().fold(request, |request, (header, name)| match name {
            Some(name) => request.header(header, name),
            None => request,
        });
        answered(match &sent.json {
            Some(json) => request.header("content-type", "application/json").body(json.as_str()),
            None => request.build(),
        })
        .await
    }
}

/// What the server answers, whatever it says.
async fn answered(request: Result<Request, gloo_net::Error>) -> Result<Response, ApiError> {
    let sending = request.map_err(|_| ApiError::Unreachable)?.send();
    sending.await.map(Response::from).map_err(|_| ApiError::Unreachable)
}

/// A good answer, or the problem of a bad one.
async fn understand(answer: Response) -> Result<Answered, ApiError> {
    let etag = header(&answer, "etag");
    if answer.status() == NOT_MODIFIED {
        return Ok(Answered { text: None, etag });
    }
    let kind = header(&answer, "content-type").unwrap_or_default();
    let request_id = header(&answer, "x-request-id");
    let text = answer.text().map(JsFuture::from).map_err(|_| ApiError::Unreachable)?;
    let body = Body::from(text.await.map(JsString::from).map_err(|_| ApiError::Unreachable)?);
    if answer.ok() && (matches!(answer.status(), 202 | 204) || kind.starts_with("application/json")) {
        return Ok(Answered { text: Some(body), etag });
    }
    match Question::read(&body) {
        Ok(problem) if !answer.ok() => Err(ApiError::Refused { problem: Box::new(problem), request_id }),
        _ => Err(ApiError::Foreign),
    }
}

fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).ok().flatten()
}

fn read<T: DeserializeOwned>(answered: Answered) -> Result<T, ApiError> {
    Question::read(&answered.text.ok_or(ApiError::Foreign)?)
}

pub(super) fn write(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|_| ApiError::Foreign)
}
