//! `GET /start`: what the app shows first, in one response.

use std::time::Duration;

use api_types::{List, MAX_START_PATH, Member, Organization, Problem, Start};
use axum::{extract::State, response::Response};
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

use super::page::Page;
use crate::{
    error::ApiError,
    routes::{
        etag::json,
        listing::{
            WantedPage,
            parameters::{parameter, text},
        },
        organizations,
        query::{QueryString, invalid},
        responses::SignedInOnly,
        session::describe,
    },
    session::{Caller, CallerPermissions},
    state::AppState,
    store::members::Members,
};

/// How long the response waits for the members: what others of the organization read at once can be in the way.
const MEMBERS_WITHIN: Duration = Duration::from_secs(2);

/// The page of the app, for OpenAPI.
struct StartParameters;

impl IntoParams for StartParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "Path and query of the page that the reader opens, relative to the base of the app, for example \
                           `/organizations/org_…/users?status=invited`. The response has only the session if the page \
                           is unknown or this is longer";
        let path = parameter("path", description, text(MAX_START_PATH));
        vec![ParameterBuilder::from(path).required(Required::True).build()]
    }
}

/// Get what the app shows first: the session, and for a page of an organization the organization and its members
#[utoipa::path(
    get,
    path = "/start",
    tag = "session",
    operation_id = "get_start",
    params(StartParameters),
    security(("session" = [])),
    responses(
        (status = 200, description = "The session and what the page needs of the rest. What the caller cannot read, what \
            fails, and members that take long are absent: their own request says why", body = Start),
        (status = 422, description = "`path` is missing, or there are other parameters", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn get(State(state): State<AppState>, caller: Caller, query: QueryString) -> Result<Response, ApiError> {
    let path = read_path(&query)?;
    let page = if path.len() > MAX_START_PATH { Page::Other } else { Page::read(&path) };
    let session = describe(&state, caller.signed_in()).await?;
    let mut start = Start { session, organization: None, members: None, members_etag: None };
    if let Some(organization) = page.organization(start.session.default_organization)
        && let Some(may) = if_it_works(caller.permissions_in(organization).await)
    {
        start.organization = if_it_works(read_organization(&state, &may).await);
        if let Some(query) = page.members_query() {
            let members = tokio::time::timeout(MEMBERS_WITHIN, read_members(&state, &may, &query)).await;
            (start.members, start.members_etag) = members.ok().and_then(if_it_works).unzip();
        }
    }
    json(&start)
}

fn read_path(query: &QueryString) -> Result<String, ApiError> {
    let mut path = None;
    query.read_all(|parameter, value| {
        let is_path = parameter == "path";
        if is_path {
            path = Some(value.to_owned());
        }
        Ok(is_path)
    })?;
    path.ok_or_else(|| invalid("path", "required", "Name the page that the reader opens."))
}

async fn read_organization(state: &AppState, may: &CallerPermissions) -> Result<Organization, ApiError> {
    organizations::get::read(state, &may.authorize()?).await
}

/// The page of members, and its `ETag`.
async fn read_members(
    state: &AppState,
    may: &CallerPermissions,
    query: &QueryString,
) -> Result<(List<Member>, String), ApiError> {
    let may = may.authorize()?;
    let (wanted, etag) = WantedPage::<Members>::open(state, &may, query).await?;
    Ok((wanted.read(state, &may).await?, etag.into_text()))
}

/// A part of the response. One that fails is left out, and tells the caller nothing.
fn if_it_works<T>(part: Result<T, ApiError>) -> Option<T> {
    part.inspect_err(ApiError::log).ok()
}
