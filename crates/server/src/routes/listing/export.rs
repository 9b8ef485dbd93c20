//! A list as a table for other programs.

use std::marker::PhantomData;

use api_types::{ListQuery, OrganizationId};
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use jiff::Timestamp;

use super::{
    csv::{Delimiter, lines},
    query::{check, invalid_parameter, today},
};
use crate::{
    error::ApiError,
    routes::query::{QueryString, invalid},
    session::Caller,
    state::AppState,
    store::{
        listing::{ListRequest, Noun, OpenList},
        page::{PageRequest, Start},
    },
};

/// Rows that are read at a time.
const PAGE: u64 = 1_000;

/// The number of rows, if it is known.
const TOTAL: &str = "x-roster-total";

/// A noun whose list can be exported.
pub trait Export: Noun {
    /// Columns that every file starts with. They say which row a line is about.
    const FIRST: &'static [&'static str];

    /// The text of a column, as the API writes it. Several values are separated by semicolons.
    fn cell(row: &Self::Row, column: &str) -> String;
}

/// Responds with the matching rows and the chosen columns as CSV.
///
/// # Errors
/// When the caller cannot read the list, or the query is invalid.
pub async fn export<N: Export>(
    state: &AppState,
    caller: Caller,
    organization: OrganizationId,
    query: &QueryString,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<N::Read>(organization).await?;
    let wanted = Wanted::read::<N>(query)?;
    let now = today(state);
    let list = OpenList::open::<N>(&state.database, &may).await?;
    check(&list, &wanted.query).await?;
    let total = list.total(&wanted.query, now).await?;
    let file = File::<N> { state: state.clone(), caller, organization, wanted, now, list: PhantomData };
    let head = file.head()?;
    let mut response = file.into_body(head).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    let disposition = format!("attachment; filename=\"{}.csv\"", N::SPEC.listing.name);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    if total.exact {
        headers.insert(TOTAL, HeaderValue::from(total.count));
    }
    Ok(response)
}

/// What the file is to contain.
struct Wanted {
    query: ListQuery,
    columns: Vec<&'static str>,
    has_byte_order_mark: bool,
    delimiter: Delimiter,
}

impl Wanted {
    fn read<N: Export>(query: &QueryString) -> Result<Self, ApiError> {
        let listing = N::SPEC.listing;
        let mut wanted = Self {
            query: ListQuery::new(listing),
            columns: Vec::new(),
            has_byte_order_mark: false,
            delimiter: Delimiter::Comma,
        };
        query.read(|parameter, value| match parameter {
            "columns" => {
                let unknown = |_| invalid("columns", "unknown", "Unknown column.");
                wanted.columns = listing.read_columns(value).map_err(unknown)?;
                Ok(true)
            }
            "bom" => {
                let no_flag = |_| invalid("bom", "invalid", "`true` or `false`.");
                wanted.has_byte_order_mark = value.parse().map_err(no_flag)?;
                Ok(true)
            }
            "delimiter" => {
                let unknown = || invalid("delimiter", "unknown", "`comma` or `semicolon`.");
                wanted.delimiter = Delimiter::read(value).ok_or_else(unknown)?;
                Ok(true)
            }
            _ => wanted.query.read(parameter, value).map_err(invalid_parameter),
        })?;
        if wanted.columns.is_empty() {
            wanted.columns = listing.columns.to_vec();
        }
        let chosen = wanted.columns.into_iter().filter(|column| !N::FIRST.contains(column));
        wanted.columns = N::FIRST.iter().copied().chain(chosen).collect();
        Ok(wanted)
    }
}

/// An export in progress.
struct File<N: Export> {
    state: AppState,
    caller: Caller,
    organization: OrganizationId,
    wanted: Wanted,
    now: Timestamp,
    list: PhantomData<N>,
}

impl<N: Export> File<N> {
    fn head(&self) -> Result<Bytes, ApiError> {
        let names = self.wanted.columns.iter().map(|column| (*column).to_owned()).collect();
        let names = lines(self.wanted.delimiter, [names])?;
        let has_mark = self.wanted.has_byte_order_mark;
        Ok(if has_mark { [b"\xef\xbb\xbf".as_slice(), &names].concat().into() } else { names })
    }

    /// The head and then page after page. A page is read while the one before is sent.
    fn into_body(self, head: Bytes) -> Body {
        let pages = stream::try_unfold((self, Some(Start::First)), |(file, start)| async move {
            let Some(start) = start else { return Ok(None) };
            let (lines, next) =
                file.page(start).await.inspect_err(|error| tracing::error!(%error, "an export was interrupted"))?;
            Ok::<_, ApiError>(Some((lines, (file, next))))
        });
        Body::from_stream(futures_util::StreamExt::chain(stream::iter([Ok(head)]), pages))
    }

    async fn page(&self, start: Start) -> Result<(Bytes, Option<Start>), ApiError> {
        // Whoever loses the permission meanwhile gets no more.
        let may = self.caller.authorize::<N::Read>(self.organization).await?;
        let _share = self.state.list_shares.take(self.organization).await;
        let list = OpenList::open::<N>(&self.state.database, &may).await?;
        let page = PageRequest { limit: PAGE, start };
        let request = ListRequest { query: &self.wanted.query, page, count_all: false, now: self.now };
        let found = list.uncounted_page(&request).await?;
        let rows = N::rows(&self.state.database, &may, &found.items).await?;
        let cells = rows.iter().map(|row| self.wanted.columns.iter().map(|column| N::cell(row, column)).collect());
        Ok((lines(self.wanted.delimiter, cells)?, found.next.map(Start::After)))
    }
}
