//! What members are sorted by in the column of companies.

use std::collections::{BTreeMap, HashMap};

use api_types::CompanyId;
use sea_query::{Expr, ExprTrait, Order, Query};

use crate::store::{StoreError, Transaction, columns::id_bytes, text};

/// Ids in one statement: fewer than SQLite takes.
const IDS: usize = 10_000;

/// What a member of companies with these names is sorted by; nothing without companies.
pub(in crate::store) fn sort_key_of_members(names: &[&str]) -> Option<Vec<u8>> {
    (!names.is_empty()).then(|| text::sort_key(&names.join(", ")))
}

/// Sorts the members of a company by its new name.
///
/// # Errors
/// When the database fails.
pub(super) async fn renew_members(transaction: &mut Transaction, company: CompanyId) -> Result<(), StoreError> {
    for (key, members) in keys_of_members(transaction, company).await? {
        for some in members.chunks(IDS) {
            let update = Query::update()
                .table("members")
                .value("companies_key", Expr::val(key.clone()))
                .and_where(Expr::col("id").is_in(some.iter().cloned()))
                .take();
            transaction.execute(&update).await?;
        }
    }
    Ok(())
}

/// The members of a company by what they are sorted by. Most share it with many others.
async fn keys_of_members(
    transaction: &mut Transaction,
    company: CompanyId,
) -> Result<BTreeMap<Vec<u8>, Vec<Vec<u8>>>, StoreError> {
    let members = Query::select()
        .column("member_id")
        .from("member_companies")
        .and_where(Expr::col("company_id").eq(id_bytes(company)))
        .take();
    let query = Query::select()
        .column(("member_companies", "member_id"))
        .column(("companies", "name"))
        .from("member_companies")
        .inner_join("companies", Expr::col(("companies", "id")).equals(("member_companies", "company_id")))
        .and_where(Expr::col(("member_companies", "member_id")).in_subquery(members))
        .order_by(("member_companies", "position"), Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, String)> = transaction.all(&query).await?;
    let mut names: HashMap<&[u8], Vec<&str>> = HashMap::new();
    for (member, name) in &rows {
        names.entry(member).or_default().push(name);
    }
    let mut keys: BTreeMap<Vec<u8>, Vec<Vec<u8>>> = BTreeMap::new();
    for (member, names) in names {
        let key = sort_key_of_members(&names).unwrap_or_default();
        keys.entry(key).or_default().push(member.to_vec());
    }
    Ok(keys)
}
