//! `GET /organizations/{organization}/members`: the one list of people, invited ones included.

use api_types::{InvalidView, List, Member, MembersView, OrganizationId, Problem, Total};
use axum::{Json, extract::State};

use crate::{
    app::AppState,
    authz::{Caller, policy::ReadMembers},
    error::ApiError,
    routes::{
        cursor::Scope,
        extract::Path,
        query::{ListQuery, invalid},
        responses::MembersOnly,
    },
    store,
};

/// The people of an organization, invited ones included
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members",
    tag = "members",
    operation_id = "list_members",
    params(
        ("organization" = OrganizationId, Path),
        ("q" = Option<String>, Query, max_length = 200,
            description = "Words that all occur in name, e-mail or signature; `*` and `%` stand for any text"),
        ("role" = Option<String>, Query, description = "Identifiers of roles, separated by commas: any of them"),
        ("status" = Option<String>, Query,
            description = "`active`, `invited`, `expired`, `inactive`, separated by commas: any of them"),
        ("sort" = Option<String>, Query,
            description = "`name` (when absent), `email`, `status` or `member_since`; with `-` in front descending"),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 200, description = "50 when absent"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "One page", body = List<Member>),
        (status = 403, description = "The caller may not see who is in the organization", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is not acceptable", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    query: ListQuery,
) -> Result<Json<List<Member>>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let mut view = MembersView::default();
    let paging = query.read(|parameter, value| view.read(parameter, value).map_err(view_problem))?;
    let scope = Scope::new("members", organization, &view.parameters());
    let request = paging.request(&state, &scope)?;
    if !store::roles::exist(&state.database, &may, &view.roles).await? {
        return Err(view_problem(InvalidView { parameter: "role", code: "unknown" }));
    }
    let page = store::members::list(&state.database, &may, &view, &request).await?;
    Ok(Json(List {
        items: page.items,
        next_cursor: page.next.map(|position| state.cursors.seal(&scope, &position)),
        total: Total { count: page.total, exact: true },
    }))
}

fn view_problem(problem: InvalidView) -> ApiError {
    let detail = match problem.code {
        "too_long" => "At most 200 characters.",
        "unknown" => "This is none of the values that the parameter takes.",
        _ => "The parameter cannot be read.",
    };
    invalid(problem.parameter, problem.code, detail)
}
