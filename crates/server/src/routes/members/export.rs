//! `GET /organizations/{organization}/members/export`: the list as a table for other programs.

use crate::old_view::{MembersView, read_columns};
use api_types::{Member, MemberColumn, OrganizationId, Problem};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use jiff::Timestamp;

use super::view;
use crate::{
    authz::{Authorized, policy::ReadMembers},
    error::ApiError,
    routes::{
        extract::Path,
        query::{ListQuery, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        members::{Directory, MembersRequest},
        page::{PageRequest, Start},
    },
};

/// Rows that are read at a time.
const PAGE: u64 = 1_000;

/// How many rows will come, where that is known.
const TOTAL: &str = "x-roster-total";

/// Export the list as CSV (RFC 4180, UTF-8) with the matching rows and the chosen columns
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/export",
    tag = "members",
    operation_id = "export_members",
    params(
        ("organization" = OrganizationId, Path),
        ("columns" = Option<String>, Query,
            description = "Column names in order, separated by commas; all columns by default"),
        ("bom" = Option<bool>, Query,
            description = "`true` starts the file with a byte order mark, so spreadsheets detect UTF-8"),
        ("q" = Option<String>, Query, description = "Search, filters and order, as in the list"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "One line per member. Cells that a spreadsheet would run as a formula start with \
            an apostrophe. `X-Roster-Total` is the number of members, if known", body = String,
            content_type = "text/csv"),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn export(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    query: ListQuery,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let (mut view, mut columns, mut bom) = (MembersView::default(), Vec::new(), false);
    query.read(|parameter, value| match parameter {
        "columns" => {
            columns = read_columns(value).map_err(|_| invalid("columns", "unknown", "Unknown column."))?;
            Ok(true)
        }
        "bom" => {
            bom = value.parse().map_err(|_| invalid("bom", "invalid", "`true` or `false`."))?;
            Ok(true)
        }
        _ => view::read(&mut view, parameter, value),
    })?;
    if columns.is_empty() {
        columns = MemberColumn::ALL.to_vec();
    }
    view::check(&state, &may, &view).await?;
    let now = view::today(&state);
    let total = Directory::open(&state.database, &may).await?.total(&view, now).await?;
    let export = Export { state, may, view, columns, now };
    let head = export.head(bom)?;
    let mut answer = export.into_body(head).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"users.csv\""));
    if total.exact {
        headers.insert(TOTAL, HeaderValue::from(total.count));
    }
    Ok(answer)
}

/// An export under way.
struct Export {
    state: AppState,
    may: Authorized<ReadMembers>,
    view: MembersView,
    columns: Vec<MemberColumn>,
    now: Timestamp,
}

impl Export {
    fn head(&self, bom: bool) -> Result<Bytes, ApiError> {
        let names = lines([self.columns.iter().map(MemberColumn::to_string).collect::<Vec<_>>()])?;
        Ok(if bom { [b"\xef\xbb\xbf".as_slice(), &names].concat().into() } else { names })
    }

    /// The head and then page after page, each read when the one before is on its way.
    fn into_body(self, head: Bytes) -> Body {
        let pages = stream::try_unfold((self, Some(Start::First)), |(export, start)| async move {
            let Some(start) = start else { return Ok(None) };
            let (lines, next) =
                export.page(start).await.inspect_err(|error| tracing::error!(%error, "an export broke off"))?;
            Ok::<_, ApiError>(Some((lines, (export, next))))
        });
        Body::from_stream(futures_util::StreamExt::chain(stream::iter([Ok(head)]), pages))
    }

    async fn page(&self, start: Start) -> Result<(Bytes, Option<Start>), ApiError> {
        let directory = Directory::open(&self.state.database, &self.may).await?;
        let page = PageRequest { limit: PAGE, start };
        let request = MembersRequest { view: &self.view, page, count_all: false, now: self.now };
        let found = directory.rows(&request).await?;
        let rows = found.items.iter().map(|member| self.columns.iter().map(|column| cell(member, *column)).collect());
        Ok((lines(rows)?, found.next.map(Start::After)))
    }
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Bytes, ApiError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: csv::Error| ApiError::Internal(error.into());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell).into_owned())).map_err(failed)?;
    }
    writer.into_inner().map(Bytes::from).map_err(|error| ApiError::Internal(error.into_error().into()))
}

/// A cell that no spreadsheet takes for a formula (CWE-1236).
fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => format!("'{cell}").into(),
        _ => cell.into(),
    }
}

/// What stands in a column, as the API writes it; several values are separated by semicolons.
fn cell(member: &Member, column: MemberColumn) -> String {
    let person =
        |named: &Option<api_types::MemberRef>| named.as_ref().map(|named| named.name.clone()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        MemberColumn::Name => text(&member.name),
        MemberColumn::Email => member.email.clone(),
        MemberColumn::Signature => text(&member.signature),
        MemberColumn::Roles => names(member.roles.iter().map(|role| &*role.name)),
        MemberColumn::Status => member.status.to_string(),
        MemberColumn::TwoFactor => match member.two_factor {
            Some(true) => "on".to_owned(),
            Some(false) => "off".to_owned(),
            None => String::new(),
        },
        MemberColumn::Companies => names(member.companies.iter().map(|company| &*company.name)),
        MemberColumn::Supervisor => person(&member.supervisor),
        MemberColumn::InvitedBy => person(&member.invited_by),
        MemberColumn::InvitedAt => text(&member.invited_at),
        MemberColumn::MemberSince => text(&member.member_since),
        MemberColumn::LastSignIn => text(&member.last_sign_in),
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o2_no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("a=1"), "a=1");
        assert_eq!(harmless(""), "");
    }
}
