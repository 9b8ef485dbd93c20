//! Companies: legal entities inside an organization.

mod assignable;
mod change;
mod create;
mod number;
mod rename;

use std::collections::HashMap;

use api_types::{COMPANIES, Company, CompanyId, CompanyRef, CompanyStatus, MEMBERS, MemberId, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement, Value};

use super::{
    Database, StoreError, Transaction,
    audit::{AuditAction, Event},
    columns::{id_bytes, read_id, wire_moment},
    listing::{Counted, Facet, FilterBy, FilterSpec, ListSpec, Noun, SortColumn, Source, number_value},
    members::facets,
    page::{self, Position},
    text,
};
use crate::authz::{
    Authorized,
    policy::{ManageCompanies, ReadCompanies},
};
pub(super) use assignable::first_unknown;
pub use change::ChangeCompany;
pub use create::{CompanyError, CreateCompany};
pub(super) use number::number_key;
pub(super) use rename::sort_key_of_members;

/// Companies, as a list.
#[derive(Debug)]
pub enum Companies {}

impl Noun for Companies {
    type Read = ReadCompanies;
    type Row = Company;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        _: &Authorized<ReadCompanies>,
        positions: &[Position],
        _: Timestamp,
    ) -> Result<Vec<Company>, StoreError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let query = rows().and_where(Expr::col("id").is_in(positions.iter().map(Position::id_bytes))).take();
        let found: Vec<CompanyRow> = database.all(&query).await?;
        let companies = found.into_iter().map(Company::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(page::in_order(positions, companies, |company| company.id.as_u128()))
    }
}

/// The columns and tables behind the list.
pub(super) static SPEC: ListSpec = ListSpec {
    listing: &COMPANIES,
    table: "companies",
    columns: &[
        SortColumn::bytes("name", "name_key"),
        SortColumn::text("number", "number_key").or_absent(),
        SortColumn::number("members", Source::Counter(facets::COMPANY)),
        SortColumn::number("main_for", Source::Counter(facets::MAIN_COMPANY)),
        SortColumn::number("status", STATUS_PLACE),
    ],
    filters: &[
        FilterSpec { name: "status", by: FilterBy::Named { facet: STATUS, source: STATUS_PLACE } },
        FilterSpec { name: "members", by: FilterBy::Uncounted(facets::COMPANY) },
    ],
    search_fields: &[],
    long: None,
    by_id: false,
    hidden: None,
    depends_on: &[MEMBERS.name],
};

const STATUS: Facet = Facet { list: COMPANIES.name, number: 1 };
const STATUS_PLACE: Source = Source::Expression(r#"CASE WHEN "companies"."archived_at" IS NULL THEN 0 ELSE 1 END"#);

/// What a company with this status is counted by.
pub(super) fn counted(status: CompanyStatus) -> Counted {
    let place = match status {
        CompanyStatus::Active => 0,
        CompanyStatus::Archived => 1,
    };
    Counted::default().by(STATUS, [number_value(Some(place))])
}

record! {
    /// A row of `companies`, and how many members it has.
    struct CompanyRow {
        id: Vec<u8>,
        name: String,
        number: Option<String>,
        archived_at: Option<i64>,
        version: i64,
        members: i64,
        main_for: i64,
    }
}

impl TryFrom<CompanyRow> for Company {
    type Error = StoreError;

    fn try_from(row: CompanyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: read_id(&row.id)?,
            name: row.name,
            number: row.number,
            status: if row.archived_at.is_some() { CompanyStatus::Archived } else { CompanyStatus::Active },
            archived_at: row.archived_at.map(wire_moment).transpose()?,
            members: row.members.unsigned_abs(),
            main_for: row.main_for.unsigned_abs(),
            version: row.version,
        })
    }
}

/// Selects the columns of a [`CompanyRow`].
fn rows() -> SelectStatement {
    Query::select()
        .columns(["id", "name", "number", "archived_at", "version"])
        .expr_as(Source::Counter(facets::COMPANY).value("companies"), "members")
        .expr_as(Source::Counter(facets::MAIN_COMPANY).value("companies"), "main_for")
        .from("companies")
        .take()
}

fn one(organization: OrganizationId, company: CompanyId) -> SelectStatement {
    rows()
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").eq(id_bytes(company)))
        .take()
}

/// One of the organization's companies; `None` if it has no such company.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<ReadCompanies>,
    company: CompanyId,
) -> Result<Option<Company>, StoreError> {
    let row: Option<CompanyRow> = database.one(&one(may.organization(), company)).await?;
    row.map(Company::try_from).transpose()
}

/// The same inside a change.
async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    company: CompanyId,
) -> Result<Option<Company>, StoreError> {
    let row: Option<CompanyRow> = transaction.one(&one(organization, company)).await?;
    row.map(Company::try_from).transpose()
}

/// Columns that a name and a number decide, in the order of [`described`].
pub(super) const DESCRIBED: [&str; 5] = ["name", "name_key", "number", "number_key", "search_text"];

/// The values of [`DESCRIBED`].
pub(super) fn described(name: &str, number: Option<&str>) -> [Value; 5] {
    [
        name.into(),
        text::sort_key(name).into(),
        number.into(),
        number.map(number_key).into(),
        text::searched(&[name, number.unwrap_or_default()]).into(),
    ]
}

/// The name of another company of the organization that has this number.
async fn holder_of_number(
    transaction: &mut Transaction,
    organization: OrganizationId,
    company: CompanyId,
    number: &str,
) -> Result<Option<String>, StoreError> {
    let query = Query::select()
        .column("name")
        .from("companies")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("number_key").eq(number_key(number)))
        .and_where(Expr::col("id").ne(id_bytes(company)))
        .take();
    Ok(transaction.one::<(String,)>(&query).await?.map(|(name,)| name))
}

fn event(
    action: AuditAction,
    may: &Authorized<ManageCompanies>,
    company: CompanyId,
    details: serde_json::Value,
) -> Event {
    Event {
        action,
        organization: Some(may.organization()),
        account: Some(may.account()),
        subject: Some(company.as_u128()),
        details,
    }
}

/// The companies of each of `members`, the main one first.
pub(super) async fn of(
    database: &Database,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Vec<CompanyRef>>, StoreError> {
    let query = Query::select()
        .columns(["member_id", "position"].map(|column| ("member_companies", column)))
        .columns(["id", "name"].map(|column| ("companies", column)))
        .from("member_companies")
        .inner_join("companies", Expr::col(("companies", "id")).equals(("member_companies", "company_id")))
        .and_where(Expr::col(("member_companies", "member_id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .take();
    let mut rows: Vec<(Vec<u8>, i16, Vec<u8>, String)> = database.all(&query).await?;
    rows.sort_by_key(|(_, position, ..)| *position);
    let mut companies: HashMap<_, Vec<_>> = HashMap::new();
    for (member, _, id, name) in rows {
        companies.entry(read_id(&member)?).or_default().push(CompanyRef { id: read_id(&id)?, name });
    }
    Ok(companies)
}
