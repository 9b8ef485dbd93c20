//! `GET /organizations`: those that the caller belongs to.

use api_types::{List, MAX_SEARCH, Organization, Problem};
use axum::{Json, extract::State};
use utoipa::{
    IntoParams,
    openapi::path::{Parameter, ParameterIn},
};

use crate::{
    cursor::Scope,
    error::ApiError,
    routes::{
        listing::parameters::{paging, parameter, text},
        query::{QueryString, invalid},
        responses::SignedInOnly,
    },
    session::Caller,
    state::AppState,
    store,
};

/// A page of organizations, for OpenAPI.
type OrganizationList = List<Organization>;

/// Search and paging, for OpenAPI.
struct OrganizationParameters;

impl IntoParams for OrganizationParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let search = parameter("q", "Words; each must occur in the name or start the number", text(MAX_SEARCH));
        std::iter::once(search).chain(paging()).collect()
    }
}

/// List the caller's organizations by name, with those that are disabled or deleted and that the caller can open again
#[utoipa::path(
    get,
    path = "/organizations",
    tag = "organizations",
    operation_id = "list_organizations",
    params(OrganizationParameters),
    security(("session" = [])),
    responses(
        (status = 200, description = "One page of the list", body = OrganizationList),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    query: QueryString,
) -> Result<Json<List<Organization>>, ApiError> {
    let mut search = String::new();
    let paging = query.read(|parameter, value| match parameter {
        "q" if value.chars().count() > MAX_SEARCH => Err(invalid("q", "too_long", "At most 200 characters.")),
        "q" if value.contains('\0') => Err(invalid("q", "invalid", "No control characters.")),
        "q" => {
            value.trim().clone_into(&mut search);
            Ok(true)
        }
        _ => Ok(false),
    })?;
    let signed_in = caller.signed_in();
    let scope = Scope::new("organizations", signed_in.account().id, &[("q", search.clone())]);
    let request = paging.request(&state, &scope, None)?;
    let page = store::organizations::list(&state.database, signed_in, &search, &request, state.clock.now()).await?;
    Ok(Json(List {
        items: page.items,
        next_cursor: page.next.map(|position| state.cursors.seal(&scope, &position)),
        total: page.total,
        version: None,
    }))
}
