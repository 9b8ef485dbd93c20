//! Why a member has access, and what removing one source of it would take away.

use std::collections::HashMap;

use api_types::{
    AccessSource, DeviceLevel, MemberAccess, MemberId, MemberStatus, Permission, PermissionSource, RoleRef,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, UnionType};

use super::{
    levels::{self, level_place, read_level},
    of_member,
    ways::in_force,
};
use crate::{
    authz::{Authorized, Permissions, policy::ReadMember},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, read_status},
        sql,
    },
};

record! {
    /// A role of the member.
    struct HeldRole {
        id: Vec<u8>,
        key: String,
        name: String,
        permissions: String,
        level: Option<i64>,
    }
}

record! {
    /// What a grant reaches: devices in all, those that nothing else reaches, and those on which nothing else of the member's
    /// grants gives as much.
    struct Reach {
        id: Vec<u8>,
        devices: i64,
        alone: i64,
        highest: i64,
    }
}

/// Everything that gives the member access; `None` if the organization has no such member. Devices count as far as the
/// caller can see them.
///
/// # Errors
/// When the database fails.
pub async fn explain(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
    now: Timestamp,
) -> Result<Option<MemberAccess>, StoreError> {
    let Some(status) = status(database, may, member).await? else { return Ok(None) };
    let roles: Vec<HeldRole> = database.all(&held(member)).await?;
    let sees_devices = may.permissions().contains(Permission::DevicesRead);
    let mut sources = of_roles(&roles)?;
    if sees_devices {
        add_devices_of_roles(database, may, member, &mut sources, now).await?;
        let by_role = sources.iter().filter_map(|source| source.level).max();
        sources.extend(of_grants(database, may, member, by_role, now).await?);
    } else {
        sources.iter_mut().for_each(|source| source.level = None);
    }
    let is_active = status == MemberStatus::Active;
    Ok(Some(MemberAccess { is_active, permissions: permissions(&roles)?, sources }))
}

async fn status(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
) -> Result<Option<MemberStatus>, StoreError> {
    let query = Query::select()
        .column("status")
        .from("members")
        .and_where(Expr::col("id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .and_where(Expr::col("hidden").not())
        .take();
    database.one::<(i16,)>(&query).await?.map(|(status,)| read_status(status)).transpose()
}

/// The roles of a member, in their order.
fn held(member: MemberId) -> SelectStatement {
    levels::roles_of(member)
        .columns(["id", "key", "name", "permissions"].map(|column| ("roles", column)))
        .expr_as(levels::of_role().cast_as("BIGINT"), "level")
        .order_by(("roles", "position"), Order::Asc)
        .take()
}

fn permissions(roles: &[HeldRole]) -> Result<Vec<PermissionSource>, StoreError> {
    let all: Permissions = roles.iter().flat_map(|role| Permissions::from_text(&role.permissions).to_vec()).collect();
    let source = |permission: Permission| {
        let gives = |role: &&HeldRole| Permissions::from_text(&role.permissions).contains(permission);
        let roles = roles.iter().filter(gives).map(|role| read_id(&role.id)).collect::<Result<Vec<_>, _>>()?;
        Ok(PermissionSource { permission, roles })
    };
    all.to_vec().into_iter().map(source).collect()
}

/// The roles as sources, without the devices that they reach.
fn of_roles(roles: &[HeldRole]) -> Result<Vec<AccessSource>, StoreError> {
    let source = |(place, role): (usize, &HeldRole)| {
        let others = roles.iter().enumerate().filter(|(other, _)| *other != place);
        let by_others: Permissions =
            others.flat_map(|(_, other)| Permissions::from_text(&other.permissions).to_vec()).collect();
        let own = Permissions::from_text(&role.permissions).to_vec();
        let level = role.level.map(|level| read_level(i16::try_from(level).unwrap_or(-1))).transpose()?;
        Ok(AccessSource {
            role: Some(RoleRef { id: read_id(&role.id)?, key: role.key.clone(), name: role.name.clone() }),
            grant: None,
            level,
            devices: 0,
            only_permissions: own.into_iter().filter(|permission| !by_others.contains(*permission)).collect(),
            lost_devices: 0,
            lowered_devices: 0,
        })
    };
    roles.iter().enumerate().map(source).collect()
}

/// Each device that a grant of the member reaches, once for each grant: `device_id`, `id` and `level`.
fn reached(member: MemberId, now: Timestamp) -> SelectStatement {
    let grant = |column: &'static str| Expr::col(("grants", column));
    let of_member = |mut select: SelectStatement| {
        select
            .columns([("grants", "id"), ("grants", "level")])
            .and_where(grant("member_id").eq(id_bytes(member)))
            .cond_where(in_force(now))
            .take()
    };
    let direct = Query::select()
        .expr_as(grant("device_id"), "device_id")
        .from("grants")
        .and_where(grant("device_id").is_not_null())
        .take();
    let by_group = Query::select()
        .expr_as(Expr::col(("device_group_links", "device_id")), "device_id")
        .from("grants")
        .inner_join("device_group_links", Expr::col(("device_group_links", "group_id")).equals(("grants", "group_id")))
        .take();
    of_member(direct).union(UnionType::All, of_member(by_group)).take()
}

/// How many devices each role reaches, and what becomes of them without it.
async fn add_devices_of_roles(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
    sources: &mut [AccessSource],
    now: Timestamp,
) -> Result<(), StoreError> {
    if sources.iter().all(|source| source.level.is_none()) {
        return Ok(());
    }
    let all =
        Query::select().from("devices").and_where(Expr::col("organization_id").eq(id_bytes(may.organization()))).take();
    let (all,): (i64,) = sql::always(database.one(&sql::count(&all)).await?)?;
    let best = Query::select()
        .expr_as(Expr::col("level").max(), "best")
        .from_subquery(reached(member, now), "reached")
        .group_by_col("device_id")
        .take();
    let best = Query::select()
        .expr(Expr::col("best").cast_as("BIGINT"))
        .expr(Expr::cust("COUNT(*)"))
        .from_subquery(best, "best_of")
        .group_by_col("best")
        .take();
    let best: Vec<(i64, i64)> = database.all(&best).await?;
    // On so many devices, grants give at least this.
    let at_least =
        |place: i64| best.iter().filter(|(level, _)| *level >= place).map(|(_, devices)| devices).sum::<i64>();
    let levels: Vec<_> = sources.iter().map(|source| source.level).collect();
    for (place, source) in sources.iter_mut().enumerate() {
        let Some(level) = source.level else { continue };
        source.devices = all.unsigned_abs();
        let by_others =
            levels.iter().enumerate().filter(|(other, _)| *other != place).filter_map(|(_, level)| *level).max();
        if by_others >= Some(level) {
            continue;
        }
        let without = all - at_least(i64::from(level_place(level)));
        let lost = if by_others.is_none() { all - at_least(0) } else { 0 };
        source.lost_devices = lost.unsigned_abs();
        source.lowered_devices = (without - lost).unsigned_abs();
    }
    Ok(())
}

/// The grants as sources, beside what roles give on every device.
async fn of_grants(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
    by_role: Option<DeviceLevel>,
    now: Timestamp,
) -> Result<Vec<AccessSource>, StoreError> {
    let grants = of_member(database, may, member, now).await?.unwrap_or_default().items;
    // The best of the other grants on the same device.
    let other = r#"MAX("level") OVER (PARTITION BY "device_id" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                   EXCLUDE CURRENT ROW)"#;
    let compared = Query::select()
        .columns(["id", "level"])
        .expr_as(Expr::cust(other), "other")
        .from_subquery(reached(member, now), "reached")
        .take();
    let count = |is: Expr| Expr::expr(Expr::case(is, 1).finally(0)).sum().cast_as("BIGINT");
    let is_alone = Expr::col("other").is_null();
    let is_highest = is_alone.clone().or(Expr::col("other").lt(Expr::col("level")));
    let query = Query::select()
        .column("id")
        .expr_as(Expr::cust("COUNT(*)"), "devices")
        .expr_as(count(is_alone), "alone")
        .expr_as(count(is_highest), "highest")
        .from_subquery(compared, "compared")
        .group_by_col("id")
        .take();
    let rows: Vec<Reach> = database.all(&query).await?;
    let mut reach: HashMap<Vec<u8>, Reach> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    let source = |grant: api_types::Grant| {
        let reach = reach.remove(&id_bytes(grant.id));
        let devices = |number: fn(&Reach) -> i64| reach.as_ref().map_or(0, |reach| number(reach).unsigned_abs());
        let (alone, highest) = (devices(|reach| reach.alone), devices(|reach| reach.highest));
        let (lost, lowered) = match by_role {
            None => (alone, highest - alone),
            Some(role) if role < grant.level => (0, highest),
            Some(_) => (0, 0),
        };
        AccessSource {
            role: None,
            level: Some(grant.level),
            devices: devices(|reach| reach.devices),
            only_permissions: Vec::new(),
            lost_devices: lost,
            lowered_devices: lowered,
            grant: Some(grant),
        }
    };
    Ok(grants.into_iter().map(source).collect())
}
