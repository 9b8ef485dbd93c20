//! `GET /organizations/{organization}/members/imports/{job}/rejects`: the refused rows as a file.

use api_types::{ImportProblem, JobId, MemberImportTab, OrganizationId, Problem};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};

use super::own;
use crate::{
    authz::policy::ImportMembers,
    error::ApiError,
    routes::{extract::Path, listing::csv::imported_lines, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::jobs::{self, ImportedJob, ReadRow, RowsOfImport},
};

/// Rows that are read at a time.
const PORTION: u64 = 1_000;

/// Get the refused rows of an import of users, as CSV (RFC 4180, UTF-8)
///
/// The file has the columns and cells of the imported one, and a column with the reason. It can be corrected and imported
/// again.
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/imports/{job}/rejects",
    tag = "members",
    operation_id = "get_member_import_rejects",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The refused rows", body = String, content_type = "text/csv",
            headers(("Content-Disposition" = String, description = "An attachment with a file name"))),
        (status = 403, description = "The caller cannot import users", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn rejects(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ImportMembers>(organization).await?;
    let import = own(&state, &may, job).await?;
    let file = File { state, caller, organization, separator: separator(&import), job };
    let head = file.head(&import)?;
    let portions = stream::try_unfold((file, Some(0)), |(file, after)| async move {
        let Some(after) = after else { return Ok(None) };
        let (text, next) =
            file.portion(after).await.inspect_err(|error| tracing::error!(%error, "rejects broke off"))?;
        Ok::<_, ApiError>(Some((text, (file, next))))
    });
    let mut response = Body::from_stream(stream::iter([Ok(head)]).chain(portions)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"rejects.csv\""));
    Ok(response)
}

/// The separator of the imported file.
fn separator(import: &ImportedJob) -> u8 {
    match import.choices.separator.as_str() {
        "semicolon" => b';',
        "tab" => b'\t',
        "vertical_bar" => b'|',
        _ => b',',
    }
}

/// A file in progress.
struct File {
    state: AppState,
    caller: Caller,
    organization: OrganizationId,
    separator: u8,
    job: JobId,
}

impl File {
    /// The names of the columns. Spreadsheets know by the mark that it is UTF-8.
    fn head(&self, import: &ImportedJob) -> Result<Bytes, ApiError> {
        let mark = "\u{feff}".as_bytes().to_vec();
        if !import.choices.header {
            return Ok(mark.into());
        }
        let names = import.choices.columns.iter().map(|(name, _)| name.clone());
        let line = imported_lines(self.separator, [names.chain(["reason".to_owned()]).collect()])?;
        Ok([mark, line.to_vec()].concat().into())
    }

    /// The rows behind this place, and the last place; nothing behind the last row.
    async fn portion(&self, after: u64) -> Result<(Bytes, Option<u64>), ApiError> {
        // Whoever loses the permission meanwhile gets no more.
        let may = self.caller.authorize::<ImportMembers>(self.organization).await?;
        let import = own(&self.state, &may, self.job).await?;
        let request = RowsOfImport { tab: MemberImportTab::Refused, after, limit: PORTION };
        let rows = jobs::import_rows(&self.state.database, &import, request).await?;
        let next = rows.last().map(|row| row.place);
        // A user who is not in the file has no row in it.
        let rows = rows.into_iter().filter(|row| row.row.row > 0).map(cells);
        Ok((imported_lines(self.separator, rows)?, next))
    }
}

fn cells(read: ReadRow) -> Vec<String> {
    let reason = |problem: &ImportProblem| match &problem.field {
        Some(field) => format!("{field}: {}", problem.detail),
        None => problem.detail.clone(),
    };
    let reasons = read.row.problems.iter().map(reason).collect::<Vec<_>>().join(" ");
    // An import reads the cells as they are here.
    read.row.cells.into_iter().chain([reasons]).collect()
}
