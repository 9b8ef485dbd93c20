//! The roles and companies of members, as they are linked to them.

use api_types::{CompanyId, MemberId};
use sea_query::{Expr, ExprTrait, Query, Value};

use super::record::MemberRecord;
use crate::store::{StoreError, Transaction, columns::id_bytes, sql};

/// Takes every role away.
pub(super) async fn take_roles(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    clear(transaction, "member_roles", member).await
}

/// Takes the member out of every company.
pub(super) async fn take_companies(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    clear(transaction, "member_companies", member).await
}

async fn clear(transaction: &mut Transaction, table: &'static str, member: MemberId) -> Result<(), StoreError> {
    let delete = Query::delete().from_table(table).and_where(Expr::col("member_id").eq(id_bytes(member))).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Gives each its roles.
pub(super) async fn give_roles(transaction: &mut Transaction, records: &[MemberRecord]) -> Result<(), StoreError> {
    let held = |record: &MemberRecord| {
        let id = id_bytes(record.id);
        record.roles.iter().map(move |role| vec![id.clone().into(), id_bytes(*role).into()]).collect::<Vec<_>>()
    };
    give(transaction, "member_roles", &["member_id", "role_id"], records.iter().flat_map(held).collect()).await
}

/// Puts each into its companies, in their order.
pub(super) async fn give_companies(transaction: &mut Transaction, records: &[MemberRecord]) -> Result<(), StoreError> {
    let placed = |record: &MemberRecord| {
        let id = id_bytes(record.id);
        let row = move |(position, company): (i16, &CompanyId)| {
            vec![id.clone().into(), id_bytes(*company).into(), position.into()]
        };
        (0i16..).zip(&record.companies).map(row).collect::<Vec<_>>()
    };
    let columns = ["member_id", "company_id", "position"];
    give(transaction, "member_companies", &columns, records.iter().flat_map(placed).collect()).await
}

async fn give(
    transaction: &mut Transaction,
    table: &'static str,
    columns: &[&'static str],
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    // Fewer values in one statement than SQLite takes.
    for some in rows.chunks(5_000) {
        transaction.execute(&sql::insert_rows(table, columns.to_vec(), some.to_vec())?).await?;
    }
    Ok(())
}
