//! `GET /organizations/{organization}/companies`: to choose from.

use api_types::{CompanyRef, List, MAX_SEARCH, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadCompanies,
    error::ApiError,
    routes::{
        cursor::Scope,
        extract::Path,
        query::{ListQuery, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store,
};

/// List the companies of an organization by name
#[utoipa::path(
    get,
    path = "/organizations/{organization}/companies",
    tag = "companies",
    operation_id = "list_companies",
    params(
        ("organization" = OrganizationId, Path),
        ("q" = Option<String>, Query, max_length = 200, description = "Words that must all occur in the name"),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 200, description = "Page size, 50 by default"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "The first companies and the total", body = List<CompanyRef>),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    query: ListQuery,
) -> Result<Json<List<CompanyRef>>, ApiError> {
    let may = caller.authorize::<ReadCompanies>(organization).await?;
    let mut search = String::new();
    let paging = query.read(|parameter, value| match parameter {
        "q" if value.chars().count() > MAX_SEARCH => Err(invalid("q", "too_long", "At most 200 characters.")),
        "q" => {
            value.clone_into(&mut search);
            Ok(true)
        }
        _ => Ok(false),
    })?;
    let page = paging.request(&state, &Scope::new("companies", organization, &[]), None)?;
    let (items, total) = store::companies::list(&state.database, &may, &search, page.limit).await?;
    Ok(Json(List { items, next_cursor: None, total, version: None }))
}
