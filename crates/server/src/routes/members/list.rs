//! `GET /organizations/{organization}/members`: the one list of people, invited ones included.

use crate::old_view::MembersView;
use api_types::{List, Member, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::view;
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        cursor::Scope,
        etag::Etag,
        extract::Path,
        query::{ListQuery, invalid, read_place},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::{Directory, MembersRequest},
};

/// List the members of an organization, including invited ones
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members",
    tag = "members",
    operation_id = "list_members",
    params(
        ("organization" = OrganizationId, Path),
        ("q" = Option<String>, Query, max_length = 200,
            description = "Words that must all match in name, e-mail or signature. `*` and `%` match any text, \"…\" \
                matches a phrase. `first:`, `last:`, `email:`, `signature:` and `supervisor:` search one field. One or \
                two letters match the start of a word"),
        ("role" = Option<String>, Query, description = "Role ids, separated by commas; matches any of them"),
        ("status" = Option<String>, Query,
            description = "`active`, `invited`, `expired`, `inactive`, separated by commas; matches any of them"),
        ("two_factor" = Option<String>, Query,
            description = "`on`, `off`, `unknown`, separated by commas; matches any of them"),
        ("company" = Option<String>, Query, description = "Company ids, separated by commas; matches any of them"),
        ("supervisor" = Option<String>, Query, description = "Member ids, separated by commas; matches any of them"),
        ("invited_by" = Option<String>, Query, description = "Member ids, separated by commas; matches any of them"),
        ("last_sign_in" = Option<String>, Query,
            description = "`never`, `over_90_days`, separated by commas; matches any of them"),
        ("sort" = Option<String>, Query,
            description = "A column: `name` (default), `email`, `signature`, `roles`, `status`, `two_factor`, \
                `companies`, `supervisor`, `invited_by`, `invited_at`, `member_since` or `last_sign_in`. A leading `-` \
                sorts in descending order. Members without a value come last"),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 200, description = "Page size, 50 by default"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the previous page"),
        ("at" = Option<u64>, Query, description = "Instead of a cursor: the number of rows before the page"),
        ("count" = Option<String>, Query,
            description = "`exact` counts all matches; without it, a large count may be a lower bound"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "One page of the list", body = List<Member>),
        (status = 304, description = "Not changed since the response named by `If-None-Match`"),
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
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let (mut view, mut at, mut count_all) = (MembersView::default(), None, false);
    let paging = query.read(|parameter, value| match parameter {
        "at" => {
            at = Some(read_place(value)?);
            Ok(true)
        }
        "count" if value == "exact" => {
            count_all = true;
            Ok(true)
        }
        "count" => Err(invalid("count", "unknown", "`exact`, or nothing.")),
        _ => view::read(&mut view, parameter, value),
    })?;
    let scope = Scope::new("members", organization, &view.parameters());
    let page = paging.request(&state, &scope, at)?;
    view::check(&state, &may, &view).await?;
    let now = view::today(&state);
    let directory = Directory::open(&state.database, &may).await?;
    let day = if view::depends_on_today(&view) { now.as_second() } else { 0 };
    // Whether the caller can act on a member depends on the caller's permissions.
    let etag = Etag::new(&[directory.version(), day, may.permissions().bits()]);
    if etag.is_known(&headers) {
        return Ok(etag.not_modified());
    }
    let request = MembersRequest { view: &view, page, count_all, now };
    let found = directory.page(&state.rulers, &request).await?;
    etag.answer(&List {
        items: found.page.items,
        next_cursor: found.page.next.map(|position| state.cursors.seal(&scope, &position)),
        total: found.page.total,
        version: Some(found.version),
    })
}
