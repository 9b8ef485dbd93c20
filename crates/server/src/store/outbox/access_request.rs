//! What a mail about a request for access tells of, as it is at the moment of sending.

use api_types::{AccessRequestId, AccessRequestState, DeviceId, DeviceLevel, MemberId, MemberStatus};
use jiff::{Timestamp, civil::Date};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};

use super::{MailKind, told::Told};
use crate::store::{
    StoreError, Transaction,
    access_requests::{sees, state_place},
    columns::{id_bytes, read_id, status_place},
    grants::{Target, read_level},
};

/// A request for access.
#[derive(Debug, Clone)]
pub struct ToldRequest {
    pub request: AccessRequestId,
    /// Who asks.
    pub member: MemberId,
    pub name: String,
    pub device: Option<DeviceId>,
    /// Name of the device or group; none if the reader must not learn it.
    pub target: Option<String>,
    /// What was asked for, or what was granted.
    pub level: DeviceLevel,
    pub until: Option<Date>,
}

record! {
    struct Row {
        organization_id: Vec<u8>,
        organization_name: String,
        member_id: Vec<u8>,
        person: String,
        email: String,
        device_id: Option<Vec<u8>>,
        group_id: Option<Vec<u8>>,
        target: String,
        level: i16,
        until: Option<String>,
        granted_level: Option<i16>,
        granted_until: Option<String>,
        reason: String,
        note: Option<String>,
        answerer: Option<String>,
    }
}

/// What the mail to `reader` tells of; `None` if that has changed since, so that the mail must not be sent.
pub(super) async fn find(
    transaction: &mut Transaction,
    kind: MailKind,
    (reader, request): (MemberId, AccessRequestId),
    now: Timestamp,
) -> Result<Option<Told>, StoreError> {
    let state = match kind {
        MailKind::AccessApproved => AccessRequestState::Approved,
        MailKind::AccessDeclined => AccessRequestState::Declined,
        _ => AccessRequestState::Pending,
    };
    let Some(row) = transaction.one::<Row>(&current(request, state, reader)).await? else { return Ok(None) };
    let member: MemberId = read_id(&row.member_id)?;
    let device = row.device_id.as_deref().map(read_id).transpose()?;
    let target = match (device, &row.group_id) {
        (Some(device), _) => Target::Device(device),
        (None, Some(group)) => Target::Group(read_id(group)?),
        (None, None) => return Err(StoreError::Unreadable("access request")),
    };
    let is_seen = kind == MailKind::AccessRequested
        || sees(transaction, read_id(&row.organization_id)?, member, target, now).await?;
    let (level, until) = match (kind, row.granted_level) {
        (MailKind::AccessApproved, Some(level)) => (level, row.granted_until),
        _ => (row.level, row.until),
    };
    let (inviter, message) = match kind {
        MailKind::AccessRequested => (Some(row.person.clone()), Some(row.reason)),
        _ => (row.answerer, row.note),
    };
    Ok(Some(Told {
        organization_name: row.organization_name,
        email: row.email,
        inviter,
        message,
        access_request: Some(ToldRequest {
            request,
            member,
            name: row.person,
            device,
            target: Some(row.target).filter(|_| is_seen),
            level: read_level(level)?,
            until: until.map(|day| day.parse().map_err(|_| StoreError::Unreadable("day"))).transpose()?,
        }),
        ..Told::default()
    }))
}

/// The request, if it is in this state, in an organization that is not disabled, and the reader is active.
fn current(request: AccessRequestId, state: AccessRequestState, reader: MemberId) -> SelectStatement {
    let of_request = |column: &'static str| ("access_requests", column);
    let same = |table: &'static str, column: &'static str| Expr::col((table, "id")).equals(of_request(column));
    let shown = |table: &'static str| Func::coalesce([Expr::col((table, "name")), Expr::col((table, "email"))]);
    let names =
        [Expr::col(("devices", "name")), Expr::col(("device_groups", "name")), Expr::col(of_request("target_name"))];
    let columns = ["organization_id", "member_id", "device_id", "group_id", "level", "until", "reason", "note"];
    let is_reader = Query::select()
        .expr(Expr::val(1))
        .from_as("members", "readers")
        .and_where(Expr::col(("readers", "id")).eq(id_bytes(reader)))
        .and_where(Expr::col(("readers", "status")).eq(status_place(MemberStatus::Active)))
        .take();
    Query::select()
        .columns(columns.map(of_request))
        .columns(["granted_level", "granted_until"].map(of_request))
        .expr_as(Expr::col(("organizations", "name")), "organization_name")
        .expr_as(shown("members"), "person")
        .expr_as(Expr::col(("members", "email")), "email")
        .expr_as(Func::coalesce(names), "target")
        .expr_as(shown("answerers"), "answerer")
        .from("access_requests")
        .join(JoinType::InnerJoin, "organizations", same("organizations", "organization_id"))
        .join(JoinType::InnerJoin, "members", same("members", "member_id"))
        .join(JoinType::LeftJoin, "devices", same("devices", "device_id"))
        .join(JoinType::LeftJoin, "device_groups", same("device_groups", "group_id"))
        .join_as(JoinType::LeftJoin, "members", "answerers", same("answerers", "answered_by_id"))
        .and_where(Expr::col(of_request("id")).eq(id_bytes(request)))
        .and_where(Expr::col(of_request("state")).eq(state_place(state)))
        .and_where(Expr::col(("organizations", "disabled_at")).is_null())
        .and_where(Expr::exists(is_reader))
        .take()
}
