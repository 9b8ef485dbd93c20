//! Requests and answers. Everything that can go wrong with one becomes an [`ApiError`] here.

use api_types::{Problem, codes, upload_millis};
use gloo_net::http::{Method, Request as HttpRequest, RequestBuilder};
use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{
    Body, Change, Connection, Need, Query, Reauthentication, Request, change::WriteRequest, connection::ACCOUNT,
    idempotency::IdempotencyKeys,
};
use crate::host::{Host, random_key};

/// Where the API stands on this origin.
const ROOT: &str = "/api/v1";

/// The status that says so.
const NOT_MODIFIED: u16 = 304;

/// How long an answer may take, in milliseconds, before the reader is offered to try again. A large request may take
/// longer.
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
        self.problem().map(|problem| &*problem.code)
    }

    /// What the server says; nothing when it did not answer.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused { problem, .. } => Some(problem),
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

    /// Whether the thing has changed since it was read.
    pub fn is_stale(&self) -> bool {
        self.code() == Some(codes::STALE)
    }

    /// Whether the request may have been carried out all the same.
    pub fn is_lost(&self) -> bool {
        matches!(self.code(), None | Some(codes::INTERNAL | codes::UNAVAILABLE))
    }

    /// Whether the user has to prove again who they are.
    pub fn needs_proof(&self) -> bool {
        self.code() == Some(codes::REAUTHENTICATION_REQUIRED)
    }

    /// Whether the organization is disabled or deleted, and the reader can open it again.
    pub fn is_closed(&self) -> bool {
        self.is_deleted() || self.code() == Some(codes::ORGANIZATION_DISABLED)
    }

    /// Whether the organization is deleted, and the reader can restore it.
    pub fn is_deleted(&self) -> bool {
        self.code() == Some(codes::ORGANIZATION_DELETED)
    }

    /// Whether the organization is closed to people without a second factor.
    pub fn needs_second_factor(&self) -> bool {
        self.code() == Some(codes::SECOND_FACTOR_REQUIRED)
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
    connection: Connection,
    idempotency_keys: StoredValue<IdempotencyKeys>,
}

impl Api {
    /// The API of the page's origin.
    pub fn new(host: Host, reauthentication: Reauthentication, connection: Connection) -> Self {
        Self { host, reauthentication, connection, idempotency_keys: StoredValue::new(IdempotencyKeys::default()) }
    }

    /// What answers tell of the way to the server.
    pub fn connection(&self) -> Connection {
        self.connection
    }

    /// Forgets what was tried and for whom, as when somebody else signs in.
    pub fn forget_identity(&self) {
        self.connection.acts_for(None);
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

    /// Sends a change, and reads the response.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn send<T>(&self, change: Change<T>) -> Result<T, ApiError> {
        let Change { request, decode } = change;
        let answer = decode(&self.write(&request).await?)?;
        // What was not read may have been lost, so only now another try would be a new request.
        if let Some(content) = request.once_content() {
            // The page may be gone.
            let _ = self.idempotency_keys.try_update_value(|keys| keys.succeeded(&content));
        }
        Ok(answer)
    }

    async fn write(&self, request: &WriteRequest) -> Result<Body, ApiError> {
        let key = |content: String| self.idempotency_keys.try_update_value(|keys| keys.key(&content, random_key));
        let fields = RequestFields {
            json: request.json.clone(),
            idempotency_key: request.once_content().and_then(key),
            if_match: request.if_match.clone(),
            ..RequestFields::default()
        };
        let answer = self.exchange(request.method.clone(), &request.path, fields, request.reauthenticates).await?;
        answer.text.ok_or(ApiError::UnexpectedResponse)
    }

    async fn exchange(
        &self,
        method: Method,
        path: &str,
        fields: RequestFields,
        wait: bool,
    ) -> Result<ApiResponse, ApiError> {
        loop {
            let answer = match self.attempt(&method, path, &fields).await {
                Ok(answer) => {
                    self.connection.answered(&answer);
                    decode_response(answer).await
                }
                Err(error) => Err(error),
            };
            if let Err(error) = &answer {
                self.connection.failed(error);
            }
            let need = answer.as_ref().err().and_then(Need::of).filter(|_| wait);
            match need {
                // Refused, or the app is gone: the request has failed as the server says.
                Some(need) if self.reauthentication.wait(need).await.is_ok() => {}
                _ => return answer,
            }
        }
    }

    /// Asks for a file of a media type and hands over its pieces as they come, until there are no more or `stop` is
    /// heard. Waits for a new sign-in when the session has ended.
    ///
    /// # Errors
    /// Whatever can go wrong with a request; [`ApiError::Unreachable`] also when the file breaks off or was stopped.
    pub async fn download(
        &self,
        path: &str,
        media_type: &str,
        stop: &web_sys::AbortSignal,
        mut take: impl FnMut(DownloadEvent),
    ) -> Result<(), ApiError> {
        let answer = self.open(path, &[], media_type, stop).await?;
        take(DownloadEvent::Total(header(&answer, "x-roster-total").and_then(|total| total.parse().ok())));
        read_pieces(answer, |piece| take(DownloadEvent::Bytes(piece))).await
    }

    /// Asks for a stream of events after the one with the id `last`, and hands over its pieces as they come, until there
    /// are no more or `stop` is heard. Nobody asks for it, so it does not keep the session alive.
    ///
    /// # Errors
    /// Those of [`Api::download`].
    pub async fn stream(
        &self,
        path: &str,
        last: Option<String>,
        stop: &web_sys::AbortSignal,
        take: impl FnMut(js_sys::Uint8Array),
    ) -> Result<(), ApiError> {
        let mut headers = vec![("x-roster-unattended", "1")];
        headers.extend(last.as_deref().map(|last| ("last-event-id", last)));
        let opened = self.open(path, &headers, "text/event-stream", stop).await;
        let answer = opened.inspect_err(|error| match error {
            // Ordinary requests find out whether the server is there.
            ApiError::Unreachable => {}
            error => self.connection.failed(error),
        })?;
        read_pieces(answer, take).await
    }

    /// The answer with a body of a media type. Waits for a new sign-in when the session has ended.
    async fn open(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        media_type: &str,
        stop: &web_sys::AbortSignal,
    ) -> Result<Response, ApiError> {
        loop {
            let request = RequestBuilder::new(&[ROOT, path].concat()).abort_signal(Some(stop));
            let account = self.connection.account();
            let account = account.as_deref().map(|account| (ACCOUNT, account));
            let headers = headers.iter().copied().chain(account);
            let request = headers.fold(request, |request, (name, value)| request.header(name, value));
            let answer = send(request.build()).await?;
            if header(&answer, "content-type").is_some_and(|kind| kind.starts_with(media_type)) {
                return Ok(answer);
            }
            match decode_response(answer).await {
                Err(error) if error.is_unauthenticated() => {
                    self.reauthentication.wait(Need::SignIn).await.map_err(|_| ApiError::Unreachable)?;
                }
                answer => return answer.and(Err(ApiError::UnexpectedResponse)),
            }
        }
    }

    async fn attempt(&self, method: &Method, path: &str, fields: &RequestFields) -> Result<Response, ApiError> {
        let address = format!("{ROOT}{path}");
        if *method == Method::GET
            && let Some(answer) = self.host.prefetched(&address)
            && let Ok(answer) = JsFuture::from(answer).await
            && let Ok(answer) = answer.dyn_into::<Response>()
        {
            return Ok(answer);
        }
        let upload = upload_millis(fields.json.as_ref().map_or(0, |json| json.len() as u64)) as u32;
        let request = RequestBuilder::new(&address)
            .method(method.clone())
            .header("accept", "application/json")
            .header("x-roster-client", env!("CARGO_PKG_VERSION"))
            .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MS + upload)));
        // A page that was left open must not keep its session alive by looking for news.
        let unattended = (!self.host.is_user_active()).then(|| "1".to_owned());
        let named = [
            ("idempotency-key", &fields.idempotency_key),
            ("if-none-match", &fields.if_none_match),
            ("if-match", &fields.if_match),
            ("x-roster-unattended", &unattended),
            (ACCOUNT, &self.connection.account()),
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

/// Hands over the pieces of a body as they come.
async fn read_pieces(answer: Response, mut take: impl FnMut(js_sys::Uint8Array)) -> Result<(), ApiError> {
    let body = answer.body().ok_or(ApiError::UnexpectedResponse)?;
    let reader: web_sys::ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| ApiError::Unreachable)?;
        let part = |name: &str| js_sys::Reflect::get(&piece, &name.into()).map_err(|_| ApiError::UnexpectedResponse);
        if part("done")?.is_truthy() {
            return Ok(());
        }
        take(part("value")?.unchecked_into());
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
