//! The ways in which members reach devices: the one place that knows. Pages, checks and decisions read it.
//!
//! A member has access while it is active: by a role with a permission for devices, or by a grant that has not ended,
//! on the device or on a group that it is in.

use api_types::{DeviceGroupId, DeviceId, DeviceLevel, MemberId, MemberStatus, OrganizationId};
use jiff::Timestamp;
use sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement, UnionType};

use super::{Target, levels};
use crate::store::{
    Database, StoreError, Transaction,
    columns::{id_bytes, moment, status_place},
    device_groups::Tree,
};

/// Grants that have not ended.
pub(super) fn in_force(now: Timestamp) -> Cond {
    Cond::any().add(Expr::col(("grants", "ends_at")).is_null()).add(Expr::col(("grants", "ends_at")).gt(moment(now)))
}

/// The grants that reach these devices, as rows of `reaching`: the device in `reached_id`, and the columns of the grant.
/// With `members`, only theirs.
pub(super) fn reaching(devices: &[DeviceId], members: Option<&[MemberId]>, now: Timestamp) -> SelectStatement {
    let ids = || devices.iter().map(|device| id_bytes(*device));
    let grant = |column: &'static str| Expr::col(("grants", column));
    let of_members = |mut select: SelectStatement| {
        if let Some(members) = members {
            select.and_where(grant("member_id").is_in(members.iter().map(|member| id_bytes(*member))));
        }
        select.columns(GRANT_COLUMNS.map(|column| ("grants", column))).cond_where(in_force(now)).take()
    };
    let direct = Query::select()
        .expr_as(grant("device_id"), "reached_id")
        .from("grants")
        .and_where(grant("device_id").is_in(ids()))
        .take();
    let link = |column: &'static str| Expr::col(("device_group_links", column));
    let by_group = Query::select()
        .expr_as(link("device_id"), "reached_id")
        .from("device_group_links")
        .inner_join("grants", grant("group_id").equals(("device_group_links", "group_id")))
        .and_where(link("device_id").is_in(ids()))
        .take();
    of_members(direct).union(UnionType::All, of_members(by_group)).take()
}

/// Columns of a grant in [`reaching`].
pub(super) const GRANT_COLUMNS: [&str; 9] =
    ["id", "member_id", "device_id", "group_id", "level", "until", "ends_at", "granted_by_id", "created_at"];

/// Active members of the organization with each of their roles that reaches every device: rows of `members`,
/// `member_roles` and `roles`.
pub(super) fn roles_of_members(organization: OrganizationId) -> SelectStatement {
    Query::select()
        .from("members")
        .inner_join("member_roles", Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .cond_where(is_active(organization))
        .and_where(levels::of_role().is_not_null())
        .take()
}

/// Members who can have access to devices.
pub(super) fn is_active(organization: OrganizationId) -> Cond {
    Cond::all()
        .add(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .add(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active)))
}

/// The levels that a member has on a device, one for each way.
fn levels_of(organization: OrganizationId, device: DeviceId, member: MemberId, now: Timestamp) -> SelectStatement {
    let by_role = roles_of_members(organization)
        .expr_as(levels::of_role(), "level")
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .take();
    let by_grant = Query::select()
        .column(("reaching", "level"))
        .from_subquery(reaching(&[device], Some(&[member]), now), "reaching")
        .inner_join("members", Expr::col(("members", "id")).equals(("reaching", "member_id")))
        .cond_where(is_active(organization))
        .take();
    let ways = by_role.clone().union(UnionType::All, by_grant).take();
    // Only of a device of this organization.
    let own = Query::select()
        .expr(Expr::val(1))
        .from("devices")
        .and_where(Expr::col(("devices", "id")).eq(id_bytes(device)))
        .and_where(Expr::col(("devices", "organization_id")).eq(id_bytes(organization)))
        .take();
    Query::select()
        .expr_as(Expr::col(("ways", "level")).cast_as("BIGINT"), "level")
        .from_subquery(ways, "ways")
        .and_where(Expr::exists(own))
        .take()
}

/// The highest level that a member has on a device at this moment.
pub(super) async fn highest_level(
    database: &Database,
    organization: OrganizationId,
    member: MemberId,
    device: DeviceId,
    now: Timestamp,
) -> Result<Option<DeviceLevel>, StoreError> {
    levels::highest(database.all(&levels_of(organization, device, member, now)).await?)
}

/// The levels that a member has on all devices of a group, one for each way. `above`: the group and those above it.
fn levels_on_group(
    organization: OrganizationId,
    above: Vec<DeviceGroupId>,
    member: MemberId,
    now: Timestamp,
) -> SelectStatement {
    let by_role = roles_of_members(organization)
        .expr_as(levels::of_role().cast_as("BIGINT"), "level")
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .take();
    let by_grant = Query::select()
        .expr_as(Expr::col(("grants", "level")).cast_as("BIGINT"), "level")
        .from("grants")
        .inner_join("members", Expr::col(("members", "id")).equals(("grants", "member_id")))
        .cond_where(is_active(organization))
        .and_where(Expr::col(("grants", "member_id")).eq(id_bytes(member)))
        .and_where(Expr::col(("grants", "group_id")).is_in(above.into_iter().map(id_bytes)))
        .cond_where(in_force(now))
        .take();
    by_role.clone().union(UnionType::All, by_grant).take()
}

/// The highest level that a member has on a target at this moment; on a group, the level on all of its devices.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn level_on(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    target: Target,
    now: Timestamp,
) -> Result<Option<DeviceLevel>, StoreError> {
    let levels: Vec<(i64,)> = match target {
        Target::Device(device) => transaction.all(&levels_of(organization, device, member, now)).await?,
        Target::Group(group) => {
            let above = Tree::load(transaction, organization).await?.up_from(Some(group));
            transaction.all(&levels_on_group(organization, above, member, now)).await?
        }
    };
    levels::highest(levels)
}

/// The same, outside a change.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn present_level_on(
    database: &Database,
    organization: OrganizationId,
    member: MemberId,
    target: Target,
    now: Timestamp,
) -> Result<Option<DeviceLevel>, StoreError> {
    match target {
        Target::Device(device) => highest_level(database, organization, member, device, now).await,
        Target::Group(group) => {
            let above = Tree::read(database, organization).await?.up_from(Some(group));
            levels::highest(database.all(&levels_on_group(organization, above, member, now)).await?)
        }
    }
}
