//! The events of one person, the oldest first, for an export. Each function reads one portion.

use std::collections::HashMap;

use api_types::{AccountId, AuditEvent, ExportedEvent, ExportedMember, MemberId, OrganizationId};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use super::names::{EVENT_COLUMNS, EventRow, Names};
use crate::store::{
    Database, StoreError,
    columns::{id_bytes, read_id, wire_moment},
    portion::{Portion, PortionRequest},
    sql,
};

/// What happened to a member.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn about(
    database: &Database,
    organization: OrganizationId,
    member: MemberId,
    request: PortionRequest,
) -> Result<Portion<AuditEvent>, StoreError> {
    let query = request.of(Query::select()
        .columns(EVENT_COLUMNS)
        .from("audit_events")
        .and_where(Expr::col("subject_id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take());
    let rows: Vec<EventRow> = database.all(&query).await?;
    let next = request.next(&rows, |row| &row.id);
    let names = Names::of(database, organization, &rows).await?;
    Ok(Portion { items: rows.into_iter().map(|row| names.event(row)).collect::<Result<_, _>>()?, next })
}

/// What an account did in an organization.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn by(
    database: &Database,
    organization: OrganizationId,
    account: AccountId,
    request: PortionRequest,
) -> Result<Portion<ExportedEvent>, StoreError> {
    let query = events()
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        // The organization's log is longer than the account's.
        .and_where(sql::without_index(database, "audit_events", "organization_id").eq(id_bytes(organization)))
        .take();
    exported(database, organization, account, query, request).await
}

/// What happened to an account, outside of any organization.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn of_account(
    database: &Database,
    organization: OrganizationId,
    account: AccountId,
    request: PortionRequest,
) -> Result<Portion<ExportedEvent>, StoreError> {
    let query = events()
        .and_where(Expr::col("subject_id").eq(id_bytes(account)))
        .and_where(Expr::col("organization_id").is_null())
        .take();
    exported(database, organization, account, query, request).await
}

fn events() -> SelectStatement {
    Query::select()
        .columns(["id", "account_id", "action", "subject_id", "peer", "occurred_at"])
        .from("audit_events")
        .take()
}

record! {
    struct Row {
        id: Vec<u8>,
        account_id: Option<Vec<u8>>,
        action: String,
        subject_id: Option<Vec<u8>>,
        peer: Option<String>,
        occurred_at: i64,
    }
}

async fn exported(
    database: &Database,
    organization: OrganizationId,
    account: AccountId,
    query: SelectStatement,
    request: PortionRequest,
) -> Result<Portion<ExportedEvent>, StoreError> {
    let rows: Vec<Row> = database.all(&request.of(query)).await?;
    let next = request.next(&rows, |row| &row.id);
    let targets = targets(database, organization, &rows).await?;
    let own = id_bytes(account);
    let event = |row: Row| {
        Ok(ExportedEvent {
            id: read_id(&row.id)?,
            at: wire_moment(row.occurred_at)?,
            action: row.action,
            target: row.subject_id.and_then(|subject| targets.get(&subject).cloned()),
            address: row.peer.filter(|_| row.account_id.as_ref() == Some(&own)),
        })
    };
    Ok(Portion { items: rows.into_iter().map(event).collect::<Result<_, StoreError>>()?, next })
}

/// The members that the events happened to.
async fn targets(
    database: &Database,
    organization: OrganizationId,
    rows: &[Row],
) -> Result<HashMap<Vec<u8>, ExportedMember>, StoreError> {
    let mut subjects: Vec<_> = rows.iter().filter_map(|row| row.subject_id.clone()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    if subjects.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .columns(["id", "name"])
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").is_in(subjects))
        .order_by("id", Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, Option<String>)> = database.all(&query).await?;
    let member = |(id, name): (Vec<u8>, _)| Ok((id.clone(), ExportedMember { id: read_id(&id)?, name }));
    rows.into_iter().map(member).collect()
}
