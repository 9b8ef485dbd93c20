//! What the rows of a portion are compared with: a few queries for all of them.

use std::collections::{HashMap, HashSet};

use api_types::{CompanyId, CompanyRef, MEMBERS, MemberId, OrganizationId, RoleId, Seats};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sea_query::{Expr, ExprTrait, Func, Query};

use super::{
    Choices, ImportedRow, Superior,
    values::{self, ByName},
};
use crate::{
    authz::{Authorized, policy::ImportMembers},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
        companies, listing,
        members::{schedule, table::MemberRecord},
        roles::{self, HeldRole},
        sql, text,
    },
};

/// So many administrators are known.
const ADMINISTRATORS: u64 = 10_000;

/// The organization, and everybody that the rows of a portion are about.
pub(super) struct Portion {
    pub members: HashMap<MemberId, MemberRecord>,
    pub held_companies: HashMap<MemberId, Vec<CompanyRef>>,
    /// What supervisors are called.
    pub shown: HashMap<MemberId, String>,
    pub roles: HashMap<RoleId, HeldRole>,
    pub role_names: ByName<RoleId>,
    pub company_names: ByName<CompanyId>,
    pub default_role: Option<RoleId>,
    /// `None`: all domains are allowed.
    pub domains: Option<Vec<String>>,
    /// Members by the keys of their addresses.
    pub emails: HashMap<String, MemberId>,
    /// Members by their folded signatures.
    pub signatures: HashMap<String, MemberId>,
    /// Members whose accounts belong to other organizations too.
    pub shared: HashSet<MemberId>,
    /// Who administers the organization, without those to whom an earlier row does not leave it.
    pub administrators: HashSet<MemberId>,
    pub seats: Seats,
    pub today: Date,
}

impl Portion {
    pub(super) async fn load(
        database: &Database,
        may: &Authorized<ImportMembers>,
        choices: &Choices,
        at: Timestamp,
        rows: &[ImportedRow],
    ) -> Result<Self, StoreError> {
        let organization = may.organization();
        let rows: Vec<&ImportedRow> = rows.iter().filter(|row| row.problems.is_empty()).collect();
        let targets: Vec<MemberId> = rows.iter().filter_map(|row| row.target).collect();
        let members = MemberRecord::find_all(database, organization, &targets).await?;
        let all: Vec<HeldRole> = roles::by_place(database, organization).await?.into_values().collect();
        let cells: HashSet<&str> = rows.iter().filter_map(|row| row.draft.companies.as_deref()).collect();
        let superiors = rows.iter().filter_map(|row| match row.supervisor {
            Some(Superior::Member(id)) => Some(id),
            _ => None,
        });
        let above = members.values().filter_map(|member| member.supervisor).chain(superiors).collect();
        let emails = rows.iter().filter_map(|row| row.draft.email.as_deref()).map(text::email_key).collect();
        let signatures = rows.iter().filter_map(|row| row.draft.signature.as_deref()).map(text::fold).collect();
        let query = Query::select()
            .expr(listing::total_of_organization(MEMBERS.name))
            .columns(["seat_limit", "allowed_domains", "time_zone", "default_role_id"])
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take();
        let settings: (i64, Option<i64>, Option<String>, String, Option<Vec<u8>>) =
            sql::always(database.one(&query).await?)?;
        let (used, limit, domains, zone, default_role) = settings;
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        Ok(Self {
            held_companies: companies::of(database, &targets).await?,
            shown: shown(database, organization, above).await?,
            role_names: values::roles_by_name(&all, &choices.values),
            company_names: values::companies_by_name(database, organization, &cells, &choices.values).await?,
            emails: holders(database, organization, "email_key", emails).await?,
            signatures: holders(database, organization, "signature_fold", signatures).await?,
            shared: shared(database, organization, &targets).await?,
            administrators: administrators(database, organization).await?,
            default_role: default_role.as_deref().map(read_id).transpose()?,
            domains: domains.map(|domains| domains.split_whitespace().map(str::to_owned).collect()),
            seats: Seats { used: used.unsigned_abs(), limit: limit.map(i64::unsigned_abs) },
            today: schedule::today(at, &zone),
            roles: all.into_iter().map(|held| (held.role.id, held)).collect(),
            members,
        })
    }
}

/// What some members are called.
async fn shown(
    database: &Database,
    organization: OrganizationId,
    ids: HashSet<MemberId>,
) -> Result<HashMap<MemberId, String>, StoreError> {
    let query = Query::select()
        .column("id")
        .expr(Func::coalesce([Expr::col("name"), Expr::col("email")]))
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").is_in(ids.into_iter().map(id_bytes)))
        .take();
    let rows: Vec<(Vec<u8>, String)> = database.all(&query).await?;
    rows.into_iter().map(|(id, name)| Ok((read_id(&id)?, name))).collect()
}

/// The members that have these values in a column.
async fn holders(
    database: &Database,
    organization: OrganizationId,
    column: &'static str,
    values: HashSet<String>,
) -> Result<HashMap<String, MemberId>, StoreError> {
    let query = Query::select()
        .columns([column, "id"])
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("hidden").eq(false))
        .and_where(Expr::col(column).is_in(values))
        .take();
    let rows: Vec<(String, Vec<u8>)> = database.all(&query).await?;
    rows.into_iter().map(|(value, id)| Ok((value, read_id(&id)?))).collect()
}

/// Those of these members whose accounts belong to other organizations too, also as somebody who can be restored.
async fn shared(
    database: &Database,
    organization: OrganizationId,
    members: &[MemberId],
) -> Result<HashSet<MemberId>, StoreError> {
    let elsewhere = |column: &'static str| Expr::col(("elsewhere", column)).equals(("members", "account_id"));
    let query = Query::select()
        .distinct()
        .column(("members", "id"))
        .from("members")
        .join_as(
            sea_query::JoinType::InnerJoin,
            "members",
            "elsewhere",
            elsewhere("account_id").or(elsewhere("removed_account_id")),
        )
        .and_where(Expr::col(("elsewhere", "organization_id")).ne(id_bytes(organization)))
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("members", "id")).is_in(members.iter().map(|id| id_bytes(*id))))
        .take();
    let rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
    rows.iter().map(|(id,)| read_id(id)).collect()
}

async fn administrators(database: &Database, organization: OrganizationId) -> Result<HashSet<MemberId>, StoreError> {
    let query = roles::administrators(organization).column(("members", "id")).limit(ADMINISTRATORS).take();
    let rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
    rows.iter().map(|(id,)| read_id(id)).collect()
}
