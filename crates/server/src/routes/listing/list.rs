//! A page of a list.

use std::marker::PhantomData;

use api_types::{List, ListQuery, OrganizationId};
use axum::{http::HeaderMap, response::Response};
use jiff::Timestamp;

use super::query::{check, invalid_parameter, today};
use crate::{
    authz::Authorized,
    clock::Identifier,
    cursor::Scope,
    error::ApiError,
    routes::{
        etag::Etag,
        query::{QueryString, invalid, read_place},
    },
    session::Caller,
    state::AppState,
    store::{
        listing::{ListRequest, Noun, OpenList},
        page::PageRequest,
    },
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
    let (wanted, etag) = WantedPage::<N>::open(state, &may, query).await?;
    if etag.is_known(headers) { Ok(etag.not_modified()) } else { etag.answer(&wanted.read(state, &may).await?) }
}

/// A page that a query asks for, of a list that is open.
pub struct WantedPage<'a, N> {
    query: ListQuery,
    page: PageRequest,
    count_all: bool,
    scope: Scope,
    now: Timestamp,
    list: OpenList<'a>,
    noun: PhantomData<N>,
}

impl<'a, N: Noun> WantedPage<'a, N> {
    /// Reads the query and opens the list; the tag names its state, as the caller sees it.
    ///
    /// # Errors
    /// When the query is invalid, or the database fails.
    pub async fn open(
        state: &'a AppState,
        may: &Authorized<N::Read>,
        parameters: &QueryString,
    ) -> Result<(Self, Etag), ApiError> {
        let (mut query, mut at, mut count_all) = (ListQuery::new(N::SPEC.listing), None, false);
        let paging = parameters.read(|parameter, value| match parameter {
            "at" => {
                at = Some(read_place(value)?);
                Ok(true)
            }
            "count" if value == "exact" => {
                count_all = true;
                Ok(true)
            }
            "count" => Err(invalid("count", "unknown", "`exact`, or nothing.")),
            _ => query.read(parameter, value).map_err(invalid_parameter),
        })?;
        let scope = Scope::new(N::SPEC.listing.name, may.organization(), &query.parameters());
        let page = paging.request(state, &scope, at)?;
        let now = today(state);
        let list = OpenList::open::<N>(&state.database, may).await?;
        let day = if N::SPEC.depends_on_today(&query) { now.as_second() } else { 0 };
        // Rows say what the caller can do with them, and some things nobody can do to themselves.
        let etag = Etag::new(&[list.version(), day, may.permissions().bits(), low_bits(may.account())]);
        Ok((Self { query, page, count_all, scope, now, list, noun: PhantomData }, etag))
    }

    /// Reads the page.
    ///
    /// # Errors
    /// When a filter names what the organization does not have, the search is too broad, or the database fails.
    pub async fn read(self, state: &AppState, may: &Authorized<N::Read>) -> Result<List<N::Row>, ApiError> {
        let _share = state.list_shares.take(may.organization()).await;
        check(&self.list, &self.query).await?;
        let request = ListRequest { query: &self.query, page: self.page, count_all: self.count_all, now: self.now };
        let found = self.list.page(&state.page_indexes, &request).await?;
        Ok(List {
            items: N::rows(&state.database, may, &found.page.items, state.clock.now()).await?,
            next_cursor: found.page.next.map(|position| state.cursors.seal(&self.scope, &position)),
            total: found.page.total,
            version: Some(found.version),
        })
    }
}

/// The random half of an id.
fn low_bits(id: impl Identifier) -> i64 {
    id.as_u128().to_be_bytes().last_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}
