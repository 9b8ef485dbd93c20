//! Companies: legal entities inside an organization.

use std::collections::HashMap;

use api_types::{CompanyId, MemberId, Named, Total};
use sea_query::{Expr, ExprTrait, Order, Query};
use sqlx::FromRow;

use super::{
    Database, StoreError,
    columns::{id_bytes, read_id},
    sql, text,
};
use crate::authz::{Authorized, policy::ReadCompanies};

#[derive(FromRow)]
struct CompanyRow {
    member_id: Vec<u8>,
    id: Vec<u8>,
    name: String,
}

/// The first `limit` companies by name whose name matches every word of `search`, and how many match.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    may: &Authorized<ReadCompanies>,
    search: &str,
    limit: u64,
) -> Result<(Vec<Named<CompanyId>>, Total), StoreError> {
    let mut query = Query::select()
        .columns(["id", "name"])
        .from("companies")
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .take();
    for pattern in text::search_patterns(search) {
        query.and_where(sql::like("search_text", pattern));
    }
    let mut rows: Vec<(Vec<u8>, String)> = database.all(&query).await?;
    let total = Total { count: rows.len() as u64, exact: true };
    rows.sort_by_cached_key(|(id, name)| (text::sort_key(name), id.clone()));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let named = |(id, name): (Vec<u8>, String)| Ok(Named { id: read_id(&id)?, name });
    Ok((rows.into_iter().map(named).collect::<Result<_, StoreError>>()?, total))
}

/// The companies of each of `members`, the main one first.
pub(super) async fn of(
    database: &Database,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Vec<Named<CompanyId>>>, StoreError> {
    let link = |column| ("member_companies", column);
    let query = Query::select()
        .column(link("member_id"))
        .columns([("companies", "id"), ("companies", "name")])
        .from("member_companies")
        .inner_join("companies", Expr::col(("companies", "id")).equals(link("company_id")))
        .and_where(Expr::col(link("member_id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .order_by(link("position"), Order::Asc)
        .take();
    let rows: Vec<CompanyRow> = database.all(&query).await?;
    let mut companies: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        let company = Named { id: read_id(&row.id)?, name: row.name };
        companies.entry(read_id(&row.member_id)?).or_default().push(company);
    }
    Ok(companies)
}
