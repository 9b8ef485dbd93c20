//! Grants that answer a request.

use api_types::{AccessRequestId, DeviceLevel, GrantId, MAX_GRANTS, MemberId};
use jiff::{Timestamp, civil::Date};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{
    GrantError, GrantRow, LIST, Target,
    add::{CheckedGrant, check_new, insert_all, number, present},
    check, expire,
    levels::level_place,
};
use crate::{
    authz::{Authorized, policy::GrantDevices},
    store::{
        Transaction,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        invitations::record_event,
        listing,
        members::MemberRecord,
    },
};

/// What a request gives.
#[derive(Debug)]
pub(in crate::store) struct ByRequest<'a> {
    pub may: &'a Authorized<GrantDevices>,
    pub member: MemberId,
    /// Of the grant, if it is a new one.
    pub id: GrantId,
    pub target: Target,
    pub level: DeviceLevel,
    /// Last day.
    pub until: Option<Date>,
    pub request: AccessRequestId,
    pub context: &'a AuditContext,
}

/// The requester and the caller's own record, if the caller can answer requests of the member for the target.
///
/// # Errors
/// Among others, when the caller has no access there, or the member has more permissions than the caller.
pub(in crate::store) async fn check_answer(
    transaction: &mut Transaction,
    may: &Authorized<GrantDevices>,
    (member, target): (MemberId, Target),
    now: Timestamp,
) -> Result<(MemberRecord, MemberId), GrantError> {
    let (record, caller) = check::open(transaction, may, member).await?;
    check::require_level(transaction, may.organization(), caller, (DeviceLevel::View, target), now).await?;
    Ok((record, caller))
}

/// Gives what was asked for. A grant that the member has on the target is raised. Says whether the grant is a new one.
///
/// # Errors
/// Among others, when the level is above the caller's own, or the present grant gives more or lasts longer.
pub(in crate::store) async fn give(transaction: &mut Transaction, given: &ByRequest<'_>) -> Result<bool, GrantError> {
    let (organization, now) = (given.may.organization(), given.context.at);
    let (member, caller) = check::open(transaction, given.may, given.member).await?;
    let wanted = (given.target, given.level, given.until);
    let new = check_new(transaction, (organization, caller), wanted, now).await?;
    let new = new.answering(given.request);
    match present(transaction, given.member, given.target).await? {
        Some(present) if present.is_over(moment(now)) => {
            expire::end_expired(transaction, organization, &present, &given.context.part(1)).await?;
        }
        Some(present) => {
            raise(transaction, given, &member, &present, &new).await?;
            return Ok(false);
        }
        None => {}
    }
    if number(transaction, given.member).await? >= MAX_GRANTS {
        return Err(GrantError::TooMany);
    }
    insert_all(transaction, &[(&new, given.id, given.member)], now).await?;
    let details = new.details()?;
    record_event(transaction, given.may, given.context, AuditAction::DeviceGranted, &member, details).await?;
    Ok(true)
}

/// Raises the grant that the member has.
async fn raise(
    transaction: &mut Transaction,
    given: &ByRequest<'_>,
    member: &MemberRecord,
    before: &GrantRow,
    new: &CheckedGrant,
) -> Result<(), GrantError> {
    if before.level()? > new.level {
        return Err(GrantError::Taken);
    }
    // Nothing is left of the present grant, so it must not last longer.
    let lasts_longer = new.ends_at.is_some_and(|end| before.ends_at.is_none_or(|present| present > end));
    if lasts_longer {
        return Err(GrantError::EndsBeforePresent);
    }
    listing::touch(transaction, given.may.organization(), LIST).await?;
    let update = Query::update()
        .table("grants")
        .value("level", level_place(new.level))
        .value("until", new.until.clone())
        .value("ends_at", new.ends_at)
        .value("granted_by_id", id_bytes(new.caller))
        .value("created_at", moment(given.context.at))
        .value("request_id", id_bytes(given.request))
        .value("version", before.version + 1)
        .and_where(Expr::col("id").eq(before.id.clone()))
        .take();
    transaction.execute(&update).await?;
    let mut details = audit::differences([
        ("level", json!(before.level()?), json!(new.level)),
        ("until", json!(before.until), json!(new.until)),
    ]);
    let (field, id) = match given.target {
        Target::Device(device) => ("device", device.to_string()),
        Target::Group(group) => ("group", group.to_string()),
    };
    details[field] = id.into();
    let action = AuditAction::DeviceGrantChanged;
    Ok(record_event(transaction, given.may, given.context, action, member, details).await?)
}
