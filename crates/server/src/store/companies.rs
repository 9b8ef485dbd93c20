//! Companies: legal entities inside an organization.

use std::collections::HashMap;

use api_types::{CompanyId, MemberId, Named};
use sea_query::{Expr, ExprTrait, Order, Query};
use sqlx::FromRow;

use super::{
    Database, StoreError,
    columns::{id_bytes, read_id},
};

#[derive(FromRow)]
struct CompanyRow {
    member_id: Vec<u8>,
    id: Vec<u8>,
    name: String,
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
