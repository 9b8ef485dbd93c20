//! `POST /access/v1/search/…`: who can do this, what can they do it to, and what can they do.

use std::str::FromStr;

use api_types::{
    AccessAction, ActionResults, ActionSearch, DeviceLevel, MAX_RESULTS, Resource, ResourceResults, ResourceSearch,
    SearchPage, SearchPageRequest, Subject, SubjectResults, SubjectSearch,
};
use axum::{Json as Answer, extract::State};

use super::read::{
    DEVICE, ORGANIZATION, ResourceType, USER, device, level, organization, permission, resource_type, user, user_type,
    wanted,
};
use crate::{
    authz::policy::EvaluateAccess,
    error::ApiError,
    routes::{extract::Json, responses::EvaluationOnly},
    session::ApiCaller,
    state::AppState,
    store::grants::{self, After, Found, Wanted},
};

/// Ask who may do something; the ids are those of members
#[utoipa::path(
    post,
    path = "/access/v1/search/subject",
    tag = "access",
    operation_id = "search_subjects",
    request_body = SubjectSearch,
    security(("api_key" = [])),
    responses((status = 200, description = "A page of users", body = SubjectResults), EvaluationOnly)
)]
pub async fn subjects(
    State(state): State<AppState>,
    caller: ApiCaller,
    Json(search): Json<SubjectSearch>,
) -> Result<Answer<SubjectResults>, ApiError> {
    let may = caller.authorize_own::<EvaluateAccess>()?;
    let after = after(&search.page)?;
    let wanted = user_type(&search.subject.kind).and_then(|()| wanted(&search.action, &search.resource, &may));
    let found = match wanted {
        Ok(Wanted::Device(device, level)) => {
            grants::users_of_device(&state.database, &may, (level, &device), after, state.clock.now()).await?
        }
        Ok(Wanted::Organization(permission)) => grants::users_with(&state.database, &may, permission, after).await?,
        Err(_) => none(),
    };
    let (results, page) = page_of(found, |id| Subject { kind: USER.to_owned(), id, properties: None });
    Ok(Answer(SubjectResults { results, page }))
}

/// Ask what a user may do something to
#[utoipa::path(
    post,
    path = "/access/v1/search/resource",
    tag = "access",
    operation_id = "search_resources",
    request_body = ResourceSearch,
    security(("api_key" = [])),
    responses((status = 200, description = "A page of resources", body = ResourceResults), EvaluationOnly)
)]
pub async fn resources(
    State(state): State<AppState>,
    caller: ApiCaller,
    Json(search): Json<ResourceSearch>,
) -> Result<Answer<ResourceResults>, ApiError> {
    let may = caller.authorize_own::<EvaluateAccess>()?;
    let known = user(&search.subject).and_then(|user| Ok((user, resource_type(&search.resource.kind)?)));
    let resource = |kind: &'static str| move |id: String| Resource { kind: kind.to_owned(), id, properties: None };
    let (results, page) = match known {
        Ok((user, ResourceType::Device)) => {
            let after = after(&search.page)?;
            let found = match level(&search.action) {
                Ok(level) => {
                    grants::devices_of(&state.database, &may, (&user, level), after, state.clock.now()).await?
                }
                Err(_) => none(),
            };
            page_of(found, resource(DEVICE))
        }
        Ok((user, ResourceType::Organization)) => {
            let held = grants::permissions_of(&state.database, &may, &user).await?;
            let is_held = permission(&search.action).is_ok_and(|permission| held.contains(permission));
            page_of((Vec::from_iter(is_held.then(|| may.organization())), false), resource(ORGANIZATION))
        }
        Err(_) => page_of(none::<api_types::DeviceId>(), resource(DEVICE)),
    };
    Ok(Answer(ResourceResults { results, page }))
}

/// Ask what a user may do to a resource
#[utoipa::path(
    post,
    path = "/access/v1/search/action",
    tag = "access",
    operation_id = "search_actions",
    request_body = ActionSearch,
    security(("api_key" = [])),
    responses((status = 200, description = "All actions", body = ActionResults), EvaluationOnly)
)]
pub async fn actions(
    State(state): State<AppState>,
    caller: ApiCaller,
    Json(search): Json<ActionSearch>,
) -> Result<Answer<ActionResults>, ApiError> {
    let may = caller.authorize_own::<EvaluateAccess>()?;
    let known = user(&search.subject).and_then(|user| Ok((user, resource_type(&search.resource.kind)?)));
    let names = match known {
        Ok((user, ResourceType::Device)) => {
            let device = device(&search.resource.id);
            let highest = grants::level_of(&state.database, &may, &user, &device, state.clock.now()).await?;
            let levels = DeviceLevel::ALL.into_iter().filter(|level| highest.is_some_and(|highest| *level <= highest));
            levels.map(|level| level.as_str().to_owned()).collect()
        }
        Ok((user, ResourceType::Organization)) if organization(&search.resource.id, &may).is_ok() => {
            let held = grants::permissions_of(&state.database, &may, &user).await?;
            held.to_vec().into_iter().map(|permission| permission.as_str().to_owned()).collect()
        }
        Ok(_) | Err(_) => Vec::new(),
    };
    let (results, page) = page_of((names, false), |name| AccessAction { name, properties: None });
    Ok(Answer(ActionResults { results, page }))
}

/// Where a page begins; the token is the last id of the page before.
fn after<Id: FromStr>(page: &SearchPageRequest) -> Result<After<Id>, ApiError> {
    let token = page.token.as_deref().filter(|token| !token.is_empty());
    let id = token.map(str::parse).transpose();
    let id = id.map_err(|_| ApiError::Malformed("page.token is not the next_token of a page.".to_owned()))?;
    let limit = match page.limit {
        None => MAX_RESULTS,
        Some(limit @ 1..=MAX_RESULTS) => limit,
        Some(_) => return Err(ApiError::Malformed(format!("page.limit is a number from 1 to {MAX_RESULTS}."))),
    };
    Ok(After { id, limit: u64::from(limit) })
}

fn none<T>() -> Found<T> {
    (Vec::new(), false)
}

/// The results of a page, and where it goes on.
fn page_of<Id: ToString, T>((ids, has_more): Found<Id>, result: impl Fn(String) -> T) -> (Vec<T>, SearchPage) {
    let next_token = ids.last().filter(|_| has_more).map(ToString::to_string).unwrap_or_default();
    let count = ids.len() as u64;
    (ids.iter().map(|id| result(id.to_string())).collect(), SearchPage { next_token, count })
}
