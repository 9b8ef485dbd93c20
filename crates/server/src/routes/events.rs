//! `GET /organizations/{organization}/events`: what changes, as it happens.

mod pending;
mod stream;

use std::time::Duration;

use api_types::{ListChange, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header::CACHE_CONTROL},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::stream::unfold;
use tokio::time::Instant;
use utoipa::{
    IntoParams,
    openapi::{
        path::{Parameter, ParameterIn},
        schema::{ObjectBuilder, Type},
    },
};

use self::stream::ChangeStream;
use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{
        extract::Path,
        listing::parameters::parameter,
        query::{QueryString, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::changes::Since,
    streams::NoStream,
};

/// The most characters of a `Last-Event-ID`.
pub const MAX_EVENT_ID: usize = 40;

/// The longest `age`, in milliseconds: a day.
const MAX_AGE: u64 = 24 * 60 * 60 * 1_000;

/// A comment is sent when nothing else was for so long, so that nobody on the way takes the connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// When to try again with too many streams.
const RETRY_AFTER: Duration = Duration::from_secs(30);

/// Has nginx pass events on at once.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Like every response of the API.
const UNCACHED: (HeaderName, HeaderValue) = (CACHE_CONTROL, HeaderValue::from_static("no-store"));

/// The age of what the client shows, for OpenAPI.
struct EventParameters;

impl IntoParams for EventParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let age = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(MAX_AGE));
        let text =
            "How old the oldest response is that the client shows, in milliseconds. Changes since then come first";
        vec![parameter("age", text, age)]
    }
}

/// Stream what changes in the organization
///
/// Server-sent events. `start` comes first. `change` says which rows of a list have changed, without their content, at
/// most once a second for each list that the caller can read. `reset` says that changes were missed: everything that is
/// shown can be stale. The stream ends with the session and with the access to the organization. An open stream
/// does not prolong the session.
#[utoipa::path(
    get,
    path = "/organizations/{organization}/events",
    tag = "organizations",
    operation_id = "stream_changes",
    params(
        ("organization" = OrganizationId, Path),
        EventParameters,
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event, to go on after it"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "A stream of events; this is the data of `change`", body = ListChange,
            content_type = "text/event-stream"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "The account has too many streams", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The server has too many streams, or is stopping", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn stream(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    query: QueryString,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let mut age = Duration::ZERO;
    query.read_all(|parameter, value| {
        if parameter == "age" {
            age = read_age(value)?;
        }
        Ok(parameter == "age")
    })?;
    let open = state.streams.open(may.account()).map_err(|why| match why {
        NoStream::TooManyOfAccount => ApiError::TooManyRequests { retry_after: RETRY_AFTER },
        NoStream::TooMany => ApiError::Unavailable(Box::new(why)),
    })?;
    state.database.hear_changes().await?;
    let since = match headers.get("last-event-id") {
        Some(last) => last.to_str().ok().and_then(|last| read_event_id(last, state.streams.process())),
        // Longer ago than this machine runs is longer ago than this process, too.
        None => Instant::now().checked_sub(age).map(Since::Moment),
    };
    let stream = ChangeStream::begin(state, caller, &may, open, since).await?;
    let events = unfold(stream, |mut stream| async { Some((Ok::<Event, ApiError>(stream.next().await?), stream)) });
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    for (name, value) in [UNBUFFERED, UNCACHED] {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

fn read_age(text: &str) -> Result<Duration, ApiError> {
    let age: Option<u64> = text.parse().ok().filter(|age| *age <= MAX_AGE);
    let age = age.ok_or_else(|| invalid("age", "invalid", "Send whole milliseconds, at most a day."))?;
    Ok(Duration::from_millis(age))
}

/// The id of an event: the process, and the number of the last change that it is about.
fn event_id(process: &str, number: u64) -> String {
    format!("{process}-{number}")
}

/// The change in an id of this process; `None` for any other.
fn read_event_id(text: &str, process: &str) -> Option<Since> {
    let number = text.strip_prefix(process)?.strip_prefix('-')?.parse().ok()?;
    (text.len() <= MAX_EVENT_ID && text == event_id(process, number)).then_some(Since::Number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_its_process() {
        let id = event_id("00000000000000ff", u64::MAX);
        assert!(id.len() <= MAX_EVENT_ID);
        assert_eq!(read_event_id(&id, "00000000000000ff"), Some(Since::Number(u64::MAX)));
        for id in
            ["", "-1", "1", "00000000000000fe-1", "00000000000000ff-+1", "00000000000000ff-01", "00000000000000ff-"]
        {
            assert_eq!(read_event_id(id, "00000000000000ff"), None, "{id}");
        }
    }
}
