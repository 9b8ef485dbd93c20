//! Those whom a member supervises, and who supervises them next.

use std::collections::BTreeMap;

use api_types::{AccountId, MAX_SUPERVISOR_MEMBERS, MemberId, MemberStatus, OrganizationId};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use serde_json::json;

use super::{facets, table::MemberRecord};
use crate::store::{
    Database, StoreError, Transaction,
    audit::{self, AuditAction, AuditContext, Event},
    columns::{id_bytes, optional_id, read_id, read_status},
    text,
};

/// Ids in one statement: fewer than SQLite takes.
const IDS: usize = 10_000;

/// A member, and who supervises it.
#[derive(Debug, Clone)]
pub(in crate::store) struct Report {
    pub id: MemberId,
    /// The name, or else the address.
    pub name: String,
    pub supervisor: Option<MemberId>,
    status: MemberStatus,
}

record! {
    struct ReportRow {
        id: Vec<u8>,
        name: String,
        supervisor_id: Option<Vec<u8>>,
        status: i16,
    }
}

/// The reports of a member, by name; also those that the list does not show.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn of(
    transaction: &mut Transaction,
    organization: OrganizationId,
    supervisor: MemberId,
) -> Result<Vec<Report>, StoreError> {
    let query = select(organization).and_where(Expr::col("supervisor_id").eq(id_bytes(supervisor))).take();
    read(transaction.all(&query).await?)
}

/// The reports of a member that the list shows, or those of `members`, or both; by name.
///
/// # Errors
/// When the database fails.
pub(super) async fn shown(
    transaction: &mut Transaction,
    organization: OrganizationId,
    supervisor: Option<MemberId>,
    members: Option<&[MemberId]>,
) -> Result<Vec<Report>, StoreError> {
    let mut query = select(organization).and_where(Expr::col("hidden").eq(false)).take();
    if let Some(supervisor) = supervisor {
        query.and_where(Expr::col("supervisor_id").eq(id_bytes(supervisor)));
    }
    if let Some(members) = members {
        query.and_where(Expr::col("id").is_in(members.iter().map(|member| id_bytes(*member))));
    }
    read(transaction.all(&query).await?)
}

/// These members, also those that the list does not show; by name.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn these(
    transaction: &mut Transaction,
    organization: OrganizationId,
    members: &[MemberId],
) -> Result<Vec<Report>, StoreError> {
    let mut reports = Vec::with_capacity(members.len());
    for some in members.chunks(IDS) {
        let ids = some.iter().map(|member| id_bytes(*member));
        let query = select(organization).and_where(Expr::col("id").is_in(ids)).take();
        reports.extend(read(transaction.all(&query).await?)?);
    }
    Ok(reports)
}

/// The ids of the reports of a member that the list shows; at most [`MAX_SUPERVISOR_MEMBERS`].
///
/// # Errors
/// When the database fails.
pub(super) async fn ids(
    database: &Database,
    organization: OrganizationId,
    supervisor: MemberId,
) -> Result<Vec<MemberId>, StoreError> {
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("hidden").eq(false))
        .and_where(Expr::col("supervisor_id").eq(id_bytes(supervisor)))
        .limit(MAX_SUPERVISOR_MEMBERS as u64)
        .take();
    let rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
    rows.iter().map(|(id,)| read_id(id)).collect()
}

fn select(organization: OrganizationId) -> SelectStatement {
    let name = Expr::from(Func::coalesce([Expr::col("name"), Expr::col("email")]));
    Query::select()
        .columns(["id", "supervisor_id", "status"])
        .expr_as(name, "name")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .order_by("name_key", Order::Asc)
        .order_by("id", Order::Asc)
        .take()
}

fn read(rows: Vec<ReportRow>) -> Result<Vec<Report>, StoreError> {
    let report = |row: ReportRow| {
        Ok(Report {
            id: read_id(&row.id)?,
            name: row.name,
            supervisor: row.supervisor_id.map(|id| read_id(&id)).transpose()?,
            status: read_status(row.status)?,
        })
    };
    rows.into_iter().map(report).collect()
}

/// Gives members another supervisor, or none, each with its audit event.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn assign(
    transaction: &mut Transaction,
    organization: OrganizationId,
    reports: &[Report],
    supervisor: Option<&MemberRecord>,
    account: AccountId,
    context: &AuditContext,
) -> Result<(), StoreError> {
    if reports.is_empty() {
        return Ok(());
    }
    let to = supervisor.map(|supervisor| supervisor.id);
    count(transaction, organization, reports, to).await?;
    for some in reports.chunks(IDS) {
        let update = Query::update()
            .table("members")
            .value("supervisor_id", optional_id(to))
            .value("supervisor_key", supervisor.map(|supervisor| text::sort_key(supervisor.shown())))
            .value("version", Expr::col("version").add(1i64))
            .and_where(Expr::col("id").is_in(some.iter().map(|report| id_bytes(report.id))))
            .take();
        transaction.execute(&update).await?;
    }
    let contexts: Vec<AuditContext> = (1..).map(|number| context.part(number)).take(reports.len()).collect();
    let event = |report: &Report| {
        let is_pending = matches!(report.status, MemberStatus::Invited | MemberStatus::Expired);
        let change = json!({"field": "supervisor", "before": report.supervisor, "after": to});
        Event {
            action: if is_pending { AuditAction::InvitationChanged } else { AuditAction::MemberChanged },
            organization: Some(organization),
            account: Some(account),
            subject: Some(report.id.as_u128()),
            details: json!({"changes": [change]}),
        }
    };
    audit::record_all(transaction, contexts.iter().zip(reports.iter().map(event))).await
}

/// Counts the reports of each supervisor as reports of another one. The list does not count those that it hides.
async fn count(
    transaction: &mut Transaction,
    organization: OrganizationId,
    reports: &[Report],
    to: Option<MemberId>,
) -> Result<(), StoreError> {
    let mut more: BTreeMap<Option<MemberId>, i64> = BTreeMap::new();
    for report in reports.iter().filter(|report| !facets::is_hidden(report.status)) {
        *more.entry(report.supervisor).or_default() -= 1;
        *more.entry(to).or_default() += 1;
    }
    facets::move_reports(transaction, organization, more).await
}
