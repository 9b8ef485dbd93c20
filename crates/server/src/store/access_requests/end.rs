//! Requests that end without an answer: with their member, their device or group, or in time.

use api_types::{ACCESS_REQUESTS, AccessRequestId, AccessRequestState, MemberId, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use super::{counted, read_level, read_state, state_place, target};
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment},
    grants::Target,
    listing,
};

/// Id, device, group, level and state.
type Row = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>, i16, i16);

/// The requests of the organization that meet a condition.
async fn found(
    transaction: &mut Transaction,
    organization: OrganizationId,
    which: Expr,
) -> Result<Vec<Row>, StoreError> {
    let query = Query::select()
        .columns(["id", "device_id", "group_id", "level", "state"])
        .from("access_requests")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(which)
        .take();
    transaction.all(&query).await
}

/// Ends those of the pending requests that meet a condition; says how many.
async fn end(
    transaction: &mut Transaction,
    organization: OrganizationId,
    which: Expr,
    (state, now): (AccessRequestState, Timestamp),
) -> Result<u64, StoreError> {
    let is_pending = Expr::col("state").eq(state_place(AccessRequestState::Pending));
    let rows = found(transaction, organization, which.and(is_pending)).await?;
    for (id, device, group, level, _) in &rows {
        let (level, target) = (read_level(*level)?, target(device.as_deref(), group.as_deref())?);
        let (before, after) = (counted(AccessRequestState::Pending, level, target), counted(state, level, target));
        listing::change(transaction, organization, ACCESS_REQUESTS.name, before, after).await?;
        let update = Query::update()
            .table("access_requests")
            .value("state", state_place(state))
            .value("answered_at", moment(now))
            .value("version", Expr::col("version").add(1i64))
            .and_where(Expr::col("id").eq(id.clone()))
            .take();
        transaction.execute(&update).await?;
    }
    Ok(rows.len() as u64)
}

/// Cancels one request.
pub(super) async fn cancel_request(
    transaction: &mut Transaction,
    organization: OrganizationId,
    request: AccessRequestId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let which = Expr::col("id").eq(id_bytes(request));
    end(transaction, organization, which, (AccessRequestState::Cancelled, now)).await
}

/// Lets one request expire; says whether it was pending.
pub(super) async fn expire_request(
    transaction: &mut Transaction,
    organization: OrganizationId,
    request: AccessRequestId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let which = Expr::col("id").eq(id_bytes(request));
    Ok(end(transaction, organization, which, (AccessRequestState::Expired, now)).await? > 0)
}

/// Cancels the pending requests of a member who loses access; says how many. The event of that says it.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn cancel_of(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let which = Expr::col("member_id").eq(id_bytes(member));
    end(transaction, organization, which, (AccessRequestState::Cancelled, now)).await
}

/// Cancels the pending requests for a device or group that is deleted; says how many. The event of that says it.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn cancel_on(
    transaction: &mut Transaction,
    organization: OrganizationId,
    target: Target,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let which = match target {
        Target::Device(device) => Expr::col("device_id").eq(id_bytes(device)),
        Target::Group(group) => Expr::col("group_id").eq(id_bytes(group)),
    };
    end(transaction, organization, which, (AccessRequestState::Cancelled, now)).await
}

/// Deletes every request of a member who is erased.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn forget(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
) -> Result<(), StoreError> {
    let is_own = || Expr::col("member_id").eq(id_bytes(member));
    for (_, device, group, level, state) in found(transaction, organization, is_own()).await? {
        let target = target(device.as_deref(), group.as_deref())?;
        let counted = counted(read_state(state)?, read_level(level)?, target);
        listing::remove(transaction, organization, ACCESS_REQUESTS.name, counted).await?;
    }
    let delete = Query::delete().from_table("access_requests").and_where(is_own()).take();
    transaction.execute(&delete).await.map(|_| ())
}
