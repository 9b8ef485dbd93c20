//! Requests and answers. Everything that can go wrong with one becomes an [`ApiError`] here.

use api_types::{Problem, codes};
use gloo_net::http::{Method, Request as HttpRequest, RequestBuilder};
use js_sys::JsString;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{Body, Query, Reauthentication, Request, idempotency::IdempotencyKeys};
use crate::host::{Host, random_key};

/// Where the API stands on this origin.
const ROOT: &str = "/api/v1";

/// The status that says so.
const NOT_MODIFIED: u16 = 304;

/// How long an answer may take, in milliseconds, before the reader is offered to try again.
const TIMEOUT_MS: u32 = 15_000;

/// Why a request brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// No answer: no network, or nobody there, or too slow.
    Unreachable,
    /// A response that is not Roster's, for example from a network with its own sign-in page.
    UnexpectedResponse,
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
            Self::Unreachable | Self::UnexpectedResponse => None,
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

/// What [`Api::download`] reports.
pub enum DownloadEvent {
    /// How many rows will come, where the server knows; before everything else.
    Total(Option<u64>),
    Bytes(js_sys::Uint8Array),
}

/// Body and headers of a request.
#[derive(Default)]
struct RequestFields {
    /// The body.
    json: Option<String>,
    /// Names the attempt, so that the server can tell a second try.
    idempotency_key: Option<String>,
    /// Names the answer that is known.
    if_none_match: Option<String>,
    /// Names the state that is changed; the server refuses when there is a newer one.
    if_match: Option<String>,
}

/// A good answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiResponse {
    /// Nothing when it is still what whoever asked knows.
    pub text: Option<Body>,
    /// Names this state of the answer, for asking whether it has changed.
    pub etag: Option<String>,
}

/// The way to the server.
#[derive(Clone)]
pub struct Api {
    host: Host,
    reauthentication: Reauthentication,
    idempotency_keys: StoredValue<IdempotencyKeys>,
}

impl Api {
    /// The API of the page's origin.
    pub fn new(host: Host, reauthentication: Reauthentication) -> Self {
        Self { host, reauthentication, idempotency_keys: StoredValue::new(IdempotencyKeys::default()) }
    }

    /// Forgets what was tried, as when somebody else signs in.
    pub fn forget_idempotency_keys(&self) {
        self.idempotency_keys.set_value(IdempotencyKeys::default());
    }

    /// Asks, and brings the text of the answer, unless it is still the one with the ETag `if_none_match`.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn get(&self, request: &Request, if_none_match: Option<String>) -> Result<ApiResponse, ApiError> {
        let fields = RequestFields { if_none_match, ..RequestFields::default() };
        self.exchange(Method::GET, &request.path, fields, request.reauthenticates).await
    }

    /// Creates something and reads the answer; waits for a new sign-in when the session has ended. The same again,
    /// after an answer was lost, creates nothing more. `occasion` tells apart what is wanted more than once with the
    /// same body.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        occasion: &str,
    ) -> Result<T, ApiError> {
        let json = write(body)?;
        let request = [path, "\n", occasion, "\n", &json].concat();
        let key = self.idempotency_keys.try_update_value(|idempotency_keys| idempotency_keys.key(&request, random_key));
        let fields = RequestFields { json: Some(json), idempotency_key: key, ..RequestFields::default() };
        let answer = decode(self.exchange(Method::POST, path, fields, true).await?)?;
        // The page may be gone.
        let _ = self.idempotency_keys.try_update_value(|idempotency_keys| idempotency_keys.succeeded(&request));
        Ok(answer)
    }

    /// Like [`Api::post`], without waiting: for signing in itself.
    pub(super) async fn post_now<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, ApiError> {
        let fields = RequestFields { json: Some(write(body)?), ..RequestFields::default() };
        decode(self.exchange(Method::POST, path, fields, false).await?)
    }

    /// Tells the server something, without waiting; the answer has no body.
    pub(super) async fn tell(&self, path: &str, body: &impl Serialize) -> Result<(), ApiError> {
        let fields = RequestFields { json: Some(write(body)?), ..RequestFields::default() };
        self.exchange(Method::POST, path, fields, false).await.map(drop)
    }

    /// Puts something where it belongs and reads the answer; fields again, it changes nothing more.
    pub(super) async fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, ApiError> {
        let fields = RequestFields { json: Some(write(body)?), ..RequestFields::default() };
        decode(self.exchange(Method::PUT, path, fields, true).await?)
    }

    /// Asks for something to be done whose answer is read by whoever knows it; waits for a new sign-in when the session
    /// has ended. Only for what may be done twice.
    pub(super) async fn act(&self, path: &str, json: Option<String>) -> Result<Body, ApiError> {
        // Also when there is nothing to say: the server takes only what no form of another page could send.
        let fields = RequestFields { json: Some(json.unwrap_or_default()), ..RequestFields::default() };
        self.exchange(Method::POST, path, fields, true).await?.text.ok_or(ApiError::UnexpectedResponse)
    }

    /// Puts something in the place of what had this version.
    pub(super) async fn replace<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        version: i64,
    ) -> Result<T, ApiError> {
        let changed = Some(["\"", &version.to_string(), "\""].concat());
        let fields = RequestFields { json: Some(write(body)?), if_match: changed, ..RequestFields::default() };
        decode(self.exchange(Method::PUT, path, fields, true).await?)
    }

    /// Changes a part of something and reads the answer; sent again, it changes nothing more.
    pub(super) async fn patch<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, ApiError> {
        let fields = RequestFields { json: Some(write(body)?), ..RequestFields::default() };
        decode(self.exchange(Method::PATCH, path, fields, true).await?)
    }

    /// Changes a part of what had this version.
    pub(super) async fn update<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        version: i64,
    ) -> Result<T, ApiError> {
        let if_match = Some(["\"", &version.to_string(), "\""].concat());
        let fields = RequestFields { json: Some(write(body)?), if_match, ..RequestFields::default() };
        decode(self.exchange(Method::PATCH, path, fields, true).await?)
    }

    /// Deletes something; waits for a new sign-in when the session has ended.
    pub(super) async fn delete(&self, path: &str) -> Result<(), ApiError> {
        self.exchange(Method::DELETE, path, RequestFields::default(), true).await.map(drop)
    }

    /// Deletes something; the answer has no body.
    pub(super) async fn delete_now(&self, path: &str) -> Result<(), ApiError> {
        self.exchange(Method::DELETE, path, RequestFields::default(), false).await.map(drop)
    }

    async fn exchange(
        &self,
        method: Method,
        path: &str,
        fields: RequestFields,
        wait: bool,
    ) -> Result<ApiResponse, ApiError> {
        loop {
            let answer = decode_response(self.send(&method, path, &fields).await?).await;
            match answer {
                Err(error) if wait && error.is_unauthenticated() => {
                    self.reauthentication.wait().await.map_err(|_| ApiError::Unreachable)?;
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
        mut take: impl FnMut(DownloadEvent),
    ) -> Result<(), ApiError> {
        let answer = send(RequestBuilder::new(&[ROOT, path].concat()).abort_signal(Some(stop)).build()).await?;
        if !header(&answer, "content-type").is_some_and(|kind| kind.starts_with("text/csv")) {
            return decode_response(answer).await.and(Err(ApiError::UnexpectedResponse));
        }
        take(DownloadEvent::Total(header(&answer, "x-roster-total").and_then(|total| total.parse().ok())));
        let body = answer.body().ok_or(ApiError::UnexpectedResponse)?;
        let reader: web_sys::ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        loop {
            let piece = JsFuture::from(reader.read()).await.map_err(|_| ApiError::Unreachable)?;
            let part =
                |name: &str| js_sys::Reflect::get(&piece, &name.into()).map_err(|_| ApiError::UnexpectedResponse);
            if part("done")?.is_truthy() {
                return Ok(());
            }
            take(DownloadEvent::Bytes(part("value")?.unchecked_into()));
        }
    }

    async fn send(&self, method: &Method, path: &str, fields: &RequestFields) -> Result<Response, ApiError> {
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
            .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MS)));
        // A page that was left open must not keep its session alive by looking for news.
        let unattended = (!self.host.is_user_active()).then(|| "1".to_owned());
        let named = [
            ("idempotency-key", &fields.idempotency_key),
            ("if-none-match", &fields.if_none_match),
            ("if-match", &fields.if_match),
            ("x-roster-unattended", &unattended),
        ];
        let request = named.into_iter().fold(request, |request, (header, name)| match name {
            Some(name) => request.header(header, name),
            None => request,
        });
        send(match &fields.json {
            Some(json) => request.header("content-type", "application/json").body(json.as_str()),
            None => request.build(),
        })
        .await
    }
}

/// What the server answers, whatever it says.
async fn send(request: Result<HttpRequest, gloo_net::Error>) -> Result<Response, ApiError> {
    let sending = request.map_err(|_| ApiError::Unreachable)?.send();
    sending.await.map(Response::from).map_err(|_| ApiError::Unreachable)
}

/// A good answer, or the problem of a bad one.
async fn decode_response(answer: Response) -> Result<ApiResponse, ApiError> {
    let etag = header(&answer, "etag");
    if answer.status() == NOT_MODIFIED {
        return Ok(ApiResponse { text: None, etag });
    }
    let kind = header(&answer, "content-type").unwrap_or_default();
    let request_id = header(&answer, "x-request-id");
    let text = answer.text().map(JsFuture::from).map_err(|_| ApiError::Unreachable)?;
    let body = Body::from(text.await.map(JsString::from).map_err(|_| ApiError::Unreachable)?);
    if answer.ok() && (matches!(answer.status(), 202 | 204) || kind.starts_with("application/json")) {
        return Ok(ApiResponse { text: Some(body), etag });
    }
    match Query::decode(&body) {
        Ok(problem) if !answer.ok() => Err(ApiError::Refused { problem: Box::new(problem), request_id }),
        _ => Err(ApiError::UnexpectedResponse),
    }
}

fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).ok().flatten()
}

fn decode<T: DeserializeOwned>(answered: ApiResponse) -> Result<T, ApiError> {
    Query::decode(&answered.text.ok_or(ApiError::UnexpectedResponse)?)
}

pub(super) fn write(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|_| ApiError::UnexpectedResponse)
}
