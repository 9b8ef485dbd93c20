//! `GET /organizations/{organization}/members/options`: the values of a filter and how many members each leaves.

use crate::old_view::MembersView;
use api_types::{FilterOptions, MemberFilter as MembersFilter, OrganizationId, Problem, Search, SearchField};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::view;
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        etag::Etag,
        extract::Path,
        query::{ListQuery, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::{Directory, OptionsRequest},
};

/// List the values of a filter, each with the number of matching members
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/options",
    tag = "members",
    operation_id = "list_filter_options",
    params(
        ("organization" = OrganizationId, Path),
        ("filter" = String, Query, description = "`role`, `status`, `two_factor`, `company`, `supervisor`, \
            `invited_by` or `last_sign_in`"),
        ("find" = Option<String>, Query, max_length = 200, description = "Only values whose name contains these words"),
        ("q" = Option<String>, Query, description = "Search and filters, as in the list; the counts apply them"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "At most 30 values, plus the selected ones", body = FilterOptions),
        (status = 304, description = "Not changed since the response named by `If-None-Match`"),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn options(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    query: ListQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let (mut view, mut filter, mut find) = (MembersView::default(), None, String::new());
    query.read(|parameter, value| match parameter {
        "filter" => {
            let known = value.parse::<MembersFilter>().map_err(|()| invalid("filter", "unknown", "Unknown filter."))?;
            filter = Some(known);
            Ok(true)
        }
        "find" => {
            Search::parse(value, &SearchField::ALL)
                .map_err(|error| invalid("find", error.code(), "Words of a name."))?;
            value.clone_into(&mut find);
            Ok(true)
        }
        _ => view::read(&mut view, parameter, value),
    })?;
    let filter = filter.ok_or_else(|| invalid("filter", "required", "Name a filter."))?;
    view::check(&state, &may, &view).await?;
    let directory = Directory::open(&state.database, &may).await?;
    let now = view::today(&state);
    let etag = Etag::new(&[directory.version(), now.as_second()]);
    if etag.is_known(&headers) {
        return Ok(etag.not_modified());
    }
    let request = OptionsRequest { filter, view: &view, find: &find, now };
    etag.answer(&directory.options(&request).await?)
}
