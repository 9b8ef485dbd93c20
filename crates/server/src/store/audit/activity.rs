//! What happened to one member, from the audit log.

use api_types::{AuditAction, AuditEvent, MemberId, Total};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::names::{EVENT_COLUMNS, EventRow, Names};
use crate::{
    authz::{Authorized, policy::ReadMember},
    store::{
        Database, StoreError,
        columns::id_bytes,
        page::{Page, PageRequest},
        sql,
    },
};

/// One page of the events whose subject is the member, the newest first; `None` if the organization has no such member.
///
/// # Errors
/// When the database fails.
pub async fn activity(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
    request: &PageRequest,
) -> Result<Option<Page<AuditEvent>>, StoreError> {
    let organization = may.organization();
    let exists = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    if database.one::<(Vec<u8>,)>(&exists).await?.is_none() {
        return Ok(None);
    }
    let mut query = Query::select()
        .from("audit_events")
        .and_where(Expr::col("subject_id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        // Nobody did that to the member; the log has it.
        .and_where(Expr::col("action").ne(AuditAction::SessionRefused.as_str()))
        .take();
    let (total,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
    if let Some(position) = request.start.after() {
        query.and_where(Expr::col("id").lt(position.id_bytes()));
    }
    query.columns(EVENT_COLUMNS).order_by("id", Order::Desc).limit(request.limit + 1);
    let rows: Vec<EventRow> = database.all(&query).await?;
    let total = Total { count: total.unsigned_abs(), exact: true };
    let page = Page::cut(rows, request.limit, total, EventRow::position);
    let names = Names::of(database, organization, &page.items).await?;
    page.try_map(|row| names.event(row)).map(Some)
}
