//! What every change of a grant checks.

use api_types::{DeviceLevel, MAX_SCHEDULE_YEARS, MemberId, OrganizationId};
use jiff::{Span, Timestamp, civil::Date};
use sea_query::{Expr, ExprTrait, Query};

use super::{GrantError, Target, ways};
use crate::{
    authz::{Authorized, policy::GrantDevices},
    store::{
        Transaction,
        columns::{id_bytes, moment, read_id},
        members::{self, ChangeMemberError, MemberRecord},
    },
};

/// The member whose grants are changed, and the caller's own record.
pub(super) async fn open(
    transaction: &mut Transaction,
    may: &Authorized<GrantDevices>,
    member: MemberId,
) -> Result<(MemberRecord, MemberId), GrantError> {
    let (record, _) = members::open_for_change(transaction, may, member).await?;
    // Nobody makes their own access longer.
    if record.account == Some(may.account()) {
        return Err(ChangeMemberError::OwnAccount.into());
    }
    Ok((record, caller(transaction, may).await?))
}

/// The caller's member record.
pub(super) async fn caller(
    transaction: &mut Transaction,
    may: &Authorized<GrantDevices>,
) -> Result<MemberId, GrantError> {
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .and_where(Expr::col("account_id").eq(id_bytes(may.account())))
        .take();
    let row: Option<(Vec<u8>,)> = transaction.one(&query).await?;
    let (id,) = row.ok_or(ChangeMemberError::NoLongerAllowed)?;
    Ok(read_id(&id)?)
}

/// Refuses a level above the caller's own on the target.
pub(super) async fn require_level(
    transaction: &mut Transaction,
    organization: OrganizationId,
    caller: MemberId,
    (level, target): (DeviceLevel, Target),
    now: Timestamp,
) -> Result<(), GrantError> {
    let own = ways::level_on(transaction, organization, caller, target, now).await?;
    if own.is_some_and(|own| own >= level) { Ok(()) } else { Err(GrantError::AboveOwnLevel) }
}

/// When a grant ends whose last day is this one: today or later, and not too far ahead.
pub(in crate::store) async fn end_of(
    transaction: &mut Transaction,
    organization: OrganizationId,
    until: Option<Date>,
    now: Timestamp,
) -> Result<Option<i64>, GrantError> {
    let Some(until) = until else { return Ok(None) };
    let zone = members::zone(transaction, organization).await?;
    let today = members::today(now, &zone);
    if until < today {
        return Err(GrantError::Past);
    }
    if until > today.saturating_add(Span::new().years(MAX_SCHEDULE_YEARS)) {
        return Err(GrantError::TooFar);
    }
    Ok(Some(moment(members::ends_at(until, &zone)?)))
}
