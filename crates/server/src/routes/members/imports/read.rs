//! `POST /organizations/{organization}/members/imports/read`: how a file with users is read.

use api_types::{
    ImportColumn, MatchedField, MemberImportReading, NewMemberImport, OrganizationId, Problem, UnknownValue,
};
use axum::{Json as Answer, extract::State};

use super::{
    fields::FIELDS,
    reading::{Table, choices},
};
use crate::{
    authz::policy::ImportMembers,
    error::ApiError,
    routes::{
        extract::{Json, Path},
        imports::columns,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::import,
};

/// Unknown values in the response.
const UNKNOWN: usize = 200;

/// Say how a file with users is read: its columns, and the values that the organization does not know
///
/// Nothing is stored. The response proposes a field for each column. Values of roles and companies that the organization
/// does not know can be matched in `values`.
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/imports/read",
    tag = "members",
    operation_id = "read_member_import",
    params(("organization" = OrganizationId, Path)),
    request_body = NewMemberImport,
    security(("session" = [])),
    responses(
        (status = 200, description = "How the file is read", body = MemberImportReading),
        (status = 403, description = "The caller cannot import users", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "There is no table, or it is too large", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn read(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(request): Json<NewMemberImport>,
) -> Result<Answer<MemberImportReading>, ApiError> {
    let may = caller.authorize::<ImportMembers>(organization).await?;
    let _share = state.list_shares.take(organization).await;
    let table = Table::read(&request)?;
    let choices = choices(&request, &table)?;
    let database = &state.database;
    let unknown = import::unknown_values(
        database,
        &may,
        &choices.values,
        table.column(MatchedField::Roles.as_str()),
        table.column(MatchedField::Companies.as_str()),
    );
    let unknown = unknown.await?.into_iter().take(UNKNOWN);
    let owned = |field: &str| table.column(field).map(str::to_owned).collect::<Vec<_>>();
    let found = import::found(database, &may, &owned("email"), &owned("signature")).await?;
    let (roles, companies) = import::assignable(database, &may).await?;
    Ok(Answer(MemberImportReading {
        encoding: table.sheet.encoding,
        separator: table.sheet.separator,
        header: table.header,
        columns: described(&table),
        fields: FIELDS.iter().map(|field| field.name.to_owned()).collect(),
        missing: table.missing(),
        rows: table.sheet.rows.len() as u64,
        found_by_email: found.by_email,
        found_by_signature: found.by_signature,
        unknown: unknown.map(|(field, value, rows)| UnknownValue { field, value, rows }).collect(),
        roles,
        companies,
    }))
}

fn described(table: &Table) -> Vec<ImportColumn> {
    columns::described(&table.sheet, &table.fields)
}
