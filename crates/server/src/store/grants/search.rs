//! Searches for the portal's services: who can do this, and what can they do it to.

use api_types::{DeviceId, DeviceLevel, MemberId, MemberStatus, Permission};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use super::{
    decide::{DeviceName, UserName, find_device, find_user},
    levels::{self, level_place},
    ways::{in_force, is_active, reaching},
};
use crate::{
    authz::{AuthorizedKey, policy::EvaluateAccess},
    clock::Identifier,
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
    },
};

/// A page of a search: what comes after an id, in the order of ids.
#[derive(Debug, Clone, Copy)]
pub struct After<T> {
    pub id: Option<T>,
    pub limit: u64,
}

/// What is on a page, and whether more comes.
pub type Found<T> = (Vec<T>, bool);

/// The active members who have a level on a device.
///
/// # Errors
/// When the database fails.
pub async fn users_of_device(
    database: &Database,
    may: &AuthorizedKey<EvaluateAccess>,
    (level, device): (DeviceLevel, &DeviceName),
    after: After<MemberId>,
    now: Timestamp,
) -> Result<Found<MemberId>, StoreError> {
    let Some(device) = find_device(database, may.organization(), device).await? else { return Ok((Vec::new(), false)) };
    let place = level_place(level);
    let holders = Query::select()
        .column("member_id")
        .from_subquery(reaching(&[device], None, now), "reaching")
        .and_where(Expr::col("level").gte(place))
        .take();
    let by_role = levels::has_role(levels::of_role().gte(place));
    let people = Query::select()
        .column(("members", "id"))
        .from("members")
        .cond_where(is_active(may.organization()))
        .and_where(by_role.or(Expr::col(("members", "id")).in_subquery(holders)))
        .take();
    page(database, people, ("members", "id"), after).await
}

/// The active members who have a permission in the organization.
///
/// # Errors
/// When the database fails.
pub async fn users_with(
    database: &Database,
    may: &AuthorizedKey<EvaluateAccess>,
    permission: Permission,
    after: After<MemberId>,
) -> Result<Found<MemberId>, StoreError> {
    let people = Query::select()
        .column(("members", "id"))
        .from("members")
        .cond_where(is_active(may.organization()))
        .and_where(levels::has_role(levels::gives(permission)))
        .take();
    page(database, people, ("members", "id"), after).await
}

/// The devices that a user has a level on.
///
/// # Errors
/// When the database fails.
pub async fn devices_of(
    database: &Database,
    may: &AuthorizedKey<EvaluateAccess>,
    (user, level): (&UserName, DeviceLevel),
    after: After<DeviceId>,
    now: Timestamp,
) -> Result<Found<DeviceId>, StoreError> {
    let organization = may.organization();
    let Some((member, MemberStatus::Active)) = find_user(database, organization, user).await? else {
        return Ok((Vec::new(), false));
    };
    let place = level_place(level);
    let id = || Expr::col(("devices", "id"));
    let mut devices = Query::select()
        .column(("devices", "id"))
        .from("devices")
        .and_where(Expr::col(("devices", "organization_id")).eq(id_bytes(organization)))
        .take();
    // Whoever has the level by a role has it on every device.
    if levels::by_role(database, member).await? < Some(level) {
        let grants = |column: &'static str| {
            Query::select()
                .column(("grants", column))
                .from("grants")
                .and_where(Expr::col(("grants", "member_id")).eq(id_bytes(member)))
                .and_where(Expr::col(("grants", "level")).gte(place))
                .and_where(Expr::col(("grants", column)).is_not_null())
                .cond_where(in_force(now))
                .take()
        };
        let by_group = Query::select()
            .column(("device_group_links", "device_id"))
            .from("device_group_links")
            .and_where(Expr::col(("device_group_links", "group_id")).in_subquery(grants("group_id")))
            .take();
        devices.and_where(id().in_subquery(grants("device_id")).or(id().in_subquery(by_group)));
    }
    page(database, devices, ("devices", "id"), after).await
}

async fn page<Id: Identifier>(
    database: &Database,
    mut query: SelectStatement,
    id: (&'static str, &'static str),
    after: After<Id>,
) -> Result<Found<Id>, StoreError> {
    let After { id: after, limit } = after;
    if let Some(after) = after {
        query.and_where(Expr::col(id).gt(id_bytes(after)));
    }
    query.order_by(id, Order::Asc).limit(limit + 1);
    let mut rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
    let has_more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let ids = rows.iter().map(|(id,)| read_id(id)).collect::<Result<Vec<_>, _>>()?;
    Ok((ids, has_more))
}
