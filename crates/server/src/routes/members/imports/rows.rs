//! `GET /organizations/{organization}/members/imports/{job}/rows`: what an import does with its rows.

use api_types::{
    ImportOutcome, JobId, JobOutcome, MAX_MEMBER_IMPORT_PAGE, MEMBER_IMPORT_ROWS, MemberImportRow, MemberImportRows,
    MemberImportTab, MemberRef, OrganizationId, Problem,
};
use axum::{Json, extract::State};

use super::own;
use crate::{
    authz::policy::ImportMembers,
    error::ApiError,
    routes::{
        extract::Path,
        listing::parameters::{one_of, parameter, text},
        query::{QueryString, invalid, read_place},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        jobs::{self, ReadRow, RowsOfImport},
        members::import::RowOutcome,
    },
};

/// The parameters of the query.
pub struct RowsParameters;

impl utoipa::IntoParams for RowsParameters {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        vec![
            parameter("tab", "Which rows; `changed` if absent", one_of(&MemberImportTab::NAMES)),
            parameter("after", "Only rows behind this place", text(16)),
            parameter("limit", "Maximum number of rows; 50 if absent", text(3)),
        ]
    }
}

/// List what an import of users does with its rows, 50 at a time
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/imports/{job}/rows",
    tag = "members",
    operation_id = "list_member_import_rows",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path), RowsParameters),
    security(("session" = [])),
    responses(
        (status = 200, description = "Rows in the order of the import", body = MemberImportRows),
        (status = 403, description = "The caller cannot import users", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn rows(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
    query: QueryString,
) -> Result<Json<MemberImportRows>, ApiError> {
    let may = caller.authorize::<ImportMembers>(organization).await?;
    let mut limit = MEMBER_IMPORT_ROWS;
    let mut request = RowsOfImport { tab: MemberImportTab::default(), after: 0, limit: 0 };
    query.read_all(|parameter, value| {
        match parameter {
            "tab" => request.tab = value.parse().map_err(|()| invalid("tab", "unknown", "Unknown tab."))?,
            "after" => request.after = read_place(value)?,
            "limit" => limit = read_limit(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let import = own(&state, &may, job).await?;
    request.limit = limit as u64 + 1;
    let mut rows = jobs::import_rows(&state.database, &import, request).await?;
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| has_more).map(|row| row.place);
    Ok(Json(MemberImportRows { items: rows.into_iter().map(wire).collect(), next }))
}

fn read_limit(value: &str) -> Result<usize, ApiError> {
    let number = value.parse().ok().filter(|number| (1..=MAX_MEMBER_IMPORT_PAGE).contains(number));
    number.ok_or_else(|| invalid("limit", "invalid", "A number from 1 to 500."))
}

fn wire(read: ReadRow) -> MemberImportRow {
    let ReadRow { place, outcome, row, member } = read;
    let planned = match row.outcome() {
        RowOutcome::New => ImportOutcome::New,
        RowOutcome::Changed | RowOutcome::Missing => ImportOutcome::Changed,
        RowOutcome::Unchanged => ImportOutcome::Unchanged,
        RowOutcome::Refused => ImportOutcome::Refused,
    };
    let plan = row.plan.filter(|_| row.problems.is_empty()).unwrap_or_default();
    let email = member.as_ref().map(|(.., email)| email.clone()).or(row.draft.email);
    MemberImportRow {
        place,
        row: Some(row.row).filter(|row| *row > 0),
        outcome: planned,
        is_done: outcome == JobOutcome::Changed,
        member: member.map(|(id, name, _)| MemberRef { id, name }),
        email,
        cells: row.cells,
        changes: plan.changes,
        problems: row.problems,
        ends_access: plan.ends_access,
    }
}
