//! What handlers take from a request; whatever is wrong with it becomes a problem.

use std::{convert::Infallible, fmt, marker::PhantomData, net::SocketAddr};

use axum::{
    body::Bytes,
    extract::{
        ConnectInfo, FromRequest, FromRequestParts, OptionalFromRequestParts, Request, rejection::JsonRejection,
    },
    http::{HeaderMap, HeaderName, StatusCode, header, request::Parts},
};
use jiff::{SignedDuration, Timestamp};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::session::cookie;
use crate::{
    authz::{CurrentSession, SignedIn, Token, TokenHash},
    bearer,
    error::{ApiError, ProblemType},
    request_id::RequestId,
    session::{ApiCaller, Caller},
    state::AppState,
    store::{
        api_keys::{self, NoteUse},
        audit::Source,
        sessions::{self, ExtendSession, LiveSession, SessionState},
    },
};

/// A session's use is written down at most this often: most requests then only read.
const EXTEND_INTERVAL: SignedDuration = SignedDuration::from_secs(60);

/// Kept of a `User-Agent`, in characters.
const MAX_USER_AGENT: usize = 300;

/// So many tokens are looked up when a browser sends several.
const MAX_TOKENS: usize = 8;

/// Says that nobody asked for this: a page that was left open looks whether anything is new. Its session does not live
/// on for that.
const UNATTENDED: HeaderName = HeaderName::from_static("x-roster-unattended");

/// Whom the page that sent this acts for. Another tab of the browser can have signed in with another account, whose
/// session the browser sends then.
const ACCOUNT: HeaderName = HeaderName::from_static("x-roster-account");

/// The body as JSON.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        match axum::Json::from_request(request, state).await {
            Ok(axum::Json(Object(value))) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(ApiError::UnsupportedMediaType),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(ApiError::TooLarge),
            Err(rejection) => Err(ApiError::Malformed(rejection.body_text())),
        }
    }
}

/// A JSON object. Without this, an array of the fields' values would do too.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

/// No body, or one that says nothing: `{}`. A client that sends fields expects something that the route does not do.
pub struct NoBody;

impl FromRequest<AppState> for NoBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        match fields(&bytes(request, state).await?)?.keys().next() {
            Some(field) => Err(ApiError::Malformed(format!("Unknown field `{field}`: this request has no fields."))),
            None => Ok(Self),
        }
    }
}

/// The body as JSON, all of whose fields are optional. No body is the same as `{}`.
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for OptionalJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let is_json = kind.is_none_or(|kind| kind.to_ascii_lowercase().starts_with("application/json"));
        let body = bytes(request, state).await?;
        if !is_json && !body.is_empty() {
            return Err(ApiError::UnsupportedMediaType);
        }
        let fields = fields(&body)?;
        let value = serde_json::from_value(serde_json::Value::Object(fields));
        value.map(Self).map_err(|error| ApiError::Malformed(error.to_string()))
    }
}

async fn bytes(request: Request, state: &AppState) -> Result<Bytes, ApiError> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            ApiError::TooLarge
        } else {
            ApiError::Malformed(rejection.body_text())
        }
    })
}

/// The fields of a JSON object; none if there is no body.
fn fields(body: &[u8]) -> Result<serde_json::Map<String, serde_json::Value>, ApiError> {
    if body.is_empty() {
        return Ok(serde_json::Map::new());
    }
    let malformed = |error| ApiError::Malformed(format!("Send no body, or an object: {error}."));
    serde_json::from_slice(body).map_err(malformed)
}

/// Identifiers in the path; what is none names nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        match <axum::extract::Path<T> as FromRequestParts<_>>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(ApiError::NotFound),
        }
    }
}

/// Where the request came from, as far as it is known.
pub struct Sender(pub Source);

impl FromRequestParts<AppState> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        let address =
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_canonical());
        let request = parts.extensions.get::<RequestId>().map(|RequestId(id)| id.clone());
        Ok(Self(Source { address, request }))
    }
}

/// What the browser calls itself: the beginning, if that is text.
pub struct UserAgent(pub Option<String>);

impl FromRequestParts<AppState> for UserAgent {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        let text = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self(text.map(|text| text.chars().take(MAX_USER_AGENT).collect())))
    }
}

/// The session's token, if the browser sent one: of several the first one with a session, or else the first. A request
/// with a bearer token has no session, whatever cookies come with it.
pub struct SentToken(pub Option<Token>);

impl FromRequestParts<AppState> for SentToken {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if bearer::is_sent(&parts.headers) {
            return Ok(Self(None));
        }
        let names = cookie::session_names(&state.settings);
        let tokens = names.iter().flat_map(|name| tokens(&parts.headers, name));
        let mut tokens: Vec<Token> = tokens.take(MAX_TOKENS).collect();
        if tokens.len() < 2 {
            return Ok(Self(tokens.pop()));
        }
        let (mut live, now) = (0, state.clock.now());
        for (place, token) in tokens.iter().enumerate() {
            if sessions::find(&state.database, token.hash(), now).await?.is_some() {
                live = place;
                break;
            }
        }
        Ok(Self(Some(tokens.swap_remove(live))))
    }
}

/// The token by which the browser is known again, if it sent one; nothing is known of it yet.
pub struct SentBrowser(pub Option<Token>);

impl FromRequestParts<AppState> for SentBrowser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(tokens(&parts.headers, &cookie::browser_name(&state.settings)).next()))
    }
}

/// The tokens in the cookies of this name.
fn tokens<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = Token> + 'a {
    values(headers, name).filter_map(Token::from_text)
}

/// The values of the cookies of this name, in the order in which they came. Cookies of other applications can hold any
/// bytes.
fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    pairs
        .filter_map(|pair| std::str::from_utf8(pair).ok()?.trim().split_once('='))
        .filter_map(move |(key, value)| (key == name).then_some(value))
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SentToken(token) = SentToken::from_request_parts(parts, state).await?;
        let token = token.ok_or(ApiError::Unauthenticated)?.hash();
        let found = sessions::find(&state.database, token, state.clock.now()).await?;
        let session = found.filter(|session| session.state == SessionState::Full).ok_or(ApiError::Unauthenticated)?;
        let meant = parts.headers.get(ACCOUNT).map(|account| account.as_bytes());
        if meant.is_some_and(|meant| meant != session.account.id.to_string().as_bytes()) {
            return Err(ProblemType::ACCOUNT_CHANGED.into());
        }
        let expires_at = if parts.headers.contains_key(UNATTENDED) {
            session.expires_at
        } else {
            extend_session(state, token, &session).await?
        };
        let current = CurrentSession { id: session.id, token, expires_at, proven_at: session.proven_at };
        let signed_in = SignedIn::vouch(session.account, current);
        Ok(Self::new(signed_in, state.database.clone(), state.clock.now()))
    }
}

/// The caller, if the request has a session.
impl OptionalFromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, ApiError> {
        match <Self as FromRequestParts<AppState>>::from_request_parts(parts, state).await {
            Ok(caller) => Ok(Some(caller)),
            Err(ApiError::Unauthenticated) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl FromRequestParts<AppState> for ApiCaller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Ok(Sender(source)) = Sender::from_request_parts(parts, state).await;
        state.key_peer_limit.check_client(source.address)?;
        let now = state.clock.now();
        let secret = bearer::token(&parts.headers).and_then(Token::from_api_key);
        let secret = secret.ok_or(ProblemType::INVALID_KEY)?.hash();
        let found = api_keys::find(&state.database, secret, source.address, now).await?;
        let (key, is_to_note) = found.ok_or(ProblemType::INVALID_KEY)?;
        state.key_peer_limit.reset_client(source.address);
        if is_to_note {
            state.database.apply(&NoteUse { key: key.id(), address: source.address, now }).await?;
        }
        Ok(Self::new(key))
    }
}

/// Lets the session live on because it is used; says when it ends now.
async fn extend_session(state: &AppState, token: TokenHash, session: &LiveSession) -> Result<Timestamp, ApiError> {
    let now = state.clock.now();
    if now.duration_since(session.last_used_at) < EXTEND_INTERVAL.min(state.settings.session_idle / 4) {
        return Ok(session.expires_at);
    }
    let expires_at = state.settings.session_end(session.created_at, now);
    state.database.apply(&ExtendSession { token, last_used_at: session.last_used_at, now, expires_at }).await?;
    Ok(expires_at)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; roster_session=two".parse().unwrap());
        headers.append(header::COOKIE, "xroster_session=3".parse().unwrap());
        assert_eq!(values(&headers, "roster_session").collect::<Vec<_>>(), ["two"]);
        assert_eq!(values(&headers, "session").next(), None);
    }

    #[test]
    fn f10_an_odd_cookie_of_another_application_hides_none() {
        let mut headers = HeaderMap::new();
        let odd = [&b"theme=gr\xfcn; a=\xff\xfe;roster_session=one"[..], &b" ; =; roster_session=two;"[..]];
        for line in odd {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        assert_eq!(values(&headers, "roster_session").collect::<Vec<_>>(), ["one", "two"]);
    }
}
