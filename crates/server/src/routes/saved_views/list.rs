//! `GET /organizations/{organization}/saved-views`: the caller's own, of one list.

use api_types::{List, MEMBERS, OrganizationId, Problem, SavedView, Total};
use axum::{Json, extract::State};
use utoipa::{
    IntoParams,
    openapi::path::{Parameter, ParameterIn},
};

use super::{LIST_NAMES, list_name};
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::Path,
        listing::parameters::{one_of, parameter},
        query::{QueryString, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store,
};

/// Saved views, for OpenAPI.
type SavedViewList = List<SavedView>;

/// The name of the list, for OpenAPI.
struct ListParameter;

impl IntoParams for ListParameter {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![parameter(
            "list",
            "`members` (default), `roles`, `companies`, `contacts`, `devices` or `audit-events`",
            one_of(&LIST_NAMES),
        )]
    }
}

/// List the caller's saved views of a list
#[utoipa::path(
    get,
    path = "/organizations/{organization}/saved-views",
    tag = "saved views",
    operation_id = "list_saved_views",
    params(
        ("organization" = OrganizationId, Path),
        ListParameter,
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "All saved views, by name", body = SavedViewList),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    query: QueryString,
) -> Result<Json<List<SavedView>>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let mut list = MEMBERS.name;
    query.read_all(|parameter, value| match parameter {
        "list" => {
            list = list_name(value).ok_or_else(|| invalid("list", "unknown", "There is no such list."))?;
            Ok(true)
        }
        _ => Ok(false),
    })?;
    let items = store::saved_views::list(&state.database, &may, list).await?;
    let total = Total { count: items.len() as u64, exact: true };
    Ok(Json(List { items, next_cursor: None, total, version: None }))
}
