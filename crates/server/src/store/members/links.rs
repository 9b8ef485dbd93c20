//! The roles and companies of members, in tables of their own.

use api_types::{CompanyId, MemberId};
use sea_query::{Expr, ExprTrait, Query, Value};

use super::table::MemberRecord;
use crate::store::{StoreError, Transaction, columns::id_bytes, sql};

/// Deletes every role of a member.
pub(super) async fn delete_roles(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    delete(transaction, "member_roles", member).await
}

/// Deletes every company of a member.
pub(super) async fn delete_companies(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    delete(transaction, "member_companies", member).await
}

async fn delete(transaction: &mut Transaction, table: &'static str, member: MemberId) -> Result<(), StoreError> {
    let delete = Query::delete().from_table(table).and_where(Expr::col("member_id").eq(id_bytes(member))).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Inserts the roles of each member.
pub(super) async fn insert_roles(transaction: &mut Transaction, records: &[MemberRecord]) -> Result<(), StoreError> {
    let rows = |record: &MemberRecord| {
        let id = id_bytes(record.id);
        record.roles.iter().map(move |role| vec![id.clone().into(), id_bytes(*role).into()]).collect::<Vec<_>>()
    };
    insert(transaction, "member_roles", &["member_id", "role_id"], records.iter().flat_map(rows).collect()).await
}

/// Inserts the companies of each member, in their order.
pub(super) async fn insert_companies(
    transaction: &mut Transaction,
    records: &[MemberRecord],
) -> Result<(), StoreError> {
    let rows = |record: &MemberRecord| {
        let id = id_bytes(record.id);
        let row = move |(position, company): (i16, &CompanyId)| {
            vec![id.clone().into(), id_bytes(*company).into(), position.into()]
        };
        (0i16..).zip(&record.companies).map(row).collect::<Vec<_>>()
    };
    let columns = ["member_id", "company_id", "position"];
    insert(transaction, "member_companies", &columns, records.iter().flat_map(rows).collect()).await
}

async fn insert(
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
