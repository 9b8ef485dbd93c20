//! A page of a list.

use api_types::{List, ListQuery, OrganizationId};
use axum::{http::HeaderMap, response::Response};

use super::query::{check, invalid_parameter, today};
use crate::{
    clock::Identifier,
    cursor::Scope,
    error::ApiError,
    routes::{
        etag::Etag,
        query::{QueryString, invalid, read_place},
    },
    session::Caller,
    state::AppState,
    store::listing::{ListRequest, Noun, OpenList},
};

/// Responds with the page that the query asks for.
///
/// # Errors
/// When the caller cannot read the list, or the query is invalid.
pub async fn list<N: Noun>(
    state: &AppState,
    caller: &Caller,
    organization: OrganizationId,
    query: &QueryString,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<N::Read>(organization).await?;
    let (mut wanted, mut at, mut count_all) = (ListQuery::new(N::SPEC.listing), None, false);
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
        _ => wanted.read(parameter, value).map_err(invalid_parameter),
    })?;
    let scope = Scope::new(N::SPEC.listing.name, organization, &wanted.parameters());
    let page = paging.request(state, &scope, at)?;
    let now = today(state);
    let list = OpenList::open::<N>(&state.database, &may).await?;
    let day = if N::SPEC.depends_on_today(&wanted) { now.as_second() } else { 0 };
    // Rows say what the caller can do with them, and some things nobody can do to themselves.
    let etag = Etag::new(&[list.version(), day, may.permissions().bits(), low_bits(may.account())]);
    if etag.is_known(headers) {
        return Ok(etag.not_modified());
    }
    let _share = state.list_shares.take(organization).await;
    check(&list, &wanted).await?;
    let request = ListRequest { query: &wanted, page, count_all, now };
    let found = list.page(&state.page_indexes, &request).await?;
    etag.answer(&List {
        items: N::rows(&state.database, &may, &found.page.items, state.clock.now()).await?,
        next_cursor: found.page.next.map(|position| state.cursors.seal(&scope, &position)),
        total: found.page.total,
        version: Some(found.version),
    })
}

/// The random half of an id.
fn low_bits(id: impl Identifier) -> i64 {
    id.as_u128().to_be_bytes().last_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}
