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
use serde::Serialize;

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
        audit::{RecordExport, Source},
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

/// Responds with the matching rows: as CSV with the chosen columns, or as JSON lines. The audit log says so.
///
/// # Errors
/// When the caller cannot read the list, or the query is invalid.
pub async fn export<N: Export>(
    state: &AppState,
    source: &Source,
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
    let record = RecordExport {
        may: &may,
        list: N::SPEC.listing.name,
        view: wanted.view(),
        format: wanted.format.name(),
        rows: total.exact.then_some(total.count),
        context: state.audit_context(source),
    };
    state.database.apply(&record).await?;
    let format = wanted.format;
    let file = File::<N> { state: state.clone(), caller, organization, wanted, now, list: PhantomData };
    let head = file.head()?;
    let mut response = file.into_body(head).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    let disposition = format!("attachment; filename=\"{}.{}\"", N::SPEC.listing.name, format.extension());
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    if total.exact {
        headers.insert(TOTAL, HeaderValue::from(total.count));
    }
    Ok(response)
}

/// The form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// The names in a query.
    pub const NAMES: [&'static str; 2] = ["csv", "json_lines"];

    fn read(name: &str) -> Option<Self> {
        [Self::Csv, Self::JsonLines].into_iter().find(|format| format.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Csv => Self::NAMES[0],
            Self::JsonLines => Self::NAMES[1],
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl; charset=utf-8",
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }
}

/// What the file is to contain.
struct Wanted {
    query: ListQuery,
    format: Format,
    columns: Vec<&'static str>,
    has_byte_order_mark: bool,
    delimiter: Delimiter,
}

impl Wanted {
    fn read<N: Export>(query: &QueryString) -> Result<Self, ApiError> {
        let listing = N::SPEC.listing;
        let mut wanted = Self {
            query: ListQuery::new(listing),
            format: Format::Csv,
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
            "format" => {
                let unknown = || invalid("format", "unknown", "`csv` or `json_lines`.");
                wanted.format = Format::read(value).ok_or_else(unknown)?;
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

    /// Search, filters and order.
    fn view(&self) -> String {
        let parameters = self.query.parameters();
        parameters.into_iter().map(|(name, value)| [name, "=", &value].concat()).collect::<Vec<_>>().join("&")
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
    /// What the file begins with.
    fn head(&self) -> Result<Bytes, ApiError> {
        if self.wanted.format == Format::JsonLines {
            return Ok(Bytes::new());
        }
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
        let view = (&self.wanted.query, self.now);
        let (rows, next) = portion::<N>(&self.state, &self.caller, self.organization, view, start).await?;
        let bytes = match self.wanted.format {
            Format::Csv => {
                let cells = |row| self.wanted.columns.iter().map(|column| N::cell(row, column)).collect();
                lines(self.wanted.delimiter, rows.iter().map(cells))?
            }
            Format::JsonLines => json_lines(&rows)?,
        };
        Ok((bytes, next))
    }
}

/// The rows of a list from `start` on, so many as are read at a time, and where the next ones start.
///
/// # Errors
/// When the caller can no longer read the list: whoever loses the permission during an export gets no more.
pub async fn portion<N: Noun>(
    state: &AppState,
    caller: &Caller,
    organization: OrganizationId,
    (query, now): (&ListQuery, Timestamp),
    start: Start,
) -> Result<(Vec<N::Row>, Option<Start>), ApiError> {
    let may = caller.authorize::<N::Read>(organization).await?;
    let _share = state.list_shares.take(organization).await;
    let list = OpenList::open::<N>(&state.database, &may).await?;
    let request = ListRequest { query, page: PageRequest { limit: PAGE, start }, count_all: false, now };
    let found = list.uncounted_page(&request).await?;
    let rows = N::rows(&state.database, &may, &found.items, state.clock.now()).await?;
    Ok((rows, found.next.map(Start::After)))
}

/// Rows as lines, each a JSON object.
fn json_lines<T: Serialize>(rows: &[T]) -> Result<Bytes, ApiError> {
    let mut bytes = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut bytes, row).map_err(|error| ApiError::Internal(error.into()))?;
        bytes.push(b'\n');
    }
    Ok(bytes.into())
}
