//! Groups of devices: a tree in each organization.

mod change;
mod create;
mod delete;
mod tree;

use api_types::{
    DEVICES, DeviceGroup, DeviceGroupId, DeviceGroups, MAX_DEVICE_GROUP_DEPTH, MAX_DEVICE_GROUPS, OrganizationId,
    Permission,
};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use serde_json::Value as Json;

use super::{
    Database, StoreError, Transaction,
    audit::{AuditAction, Event},
    columns::{id_bytes, read_id},
    devices, grants,
    listing::{self, Source},
    sql,
};
use crate::authz::{
    Authorized,
    policy::{ManageDevices, ReadDevices},
};
pub use change::ChangeDeviceGroup;
pub use create::CreateDeviceGroup;
pub use delete::DeleteDeviceGroup;
pub(super) use tree::Tree;

/// Under this name, changes of groups are noted like those of a list.
pub(super) const LIST: &str = "device-groups";

/// A group was not created, changed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeviceGroupError {
    #[error("there is no such group")]
    NotFound,
    #[error("the caller is no longer allowed to do this")]
    NoLongerAllowed,
    #[error("the group has changed since")]
    Stale,
    #[error("the organization has no such group to move into")]
    UnknownParent,
    #[error("the group would be in itself")]
    Cycle,
    #[error("a group would be deeper than {MAX_DEVICE_GROUP_DEPTH}")]
    TooDeep,
    #[error("the organization has {MAX_DEVICE_GROUPS} groups")]
    TooMany,
    /// What it has now.
    #[error("what is in the group has changed since")]
    NotConfirmed { own_devices: u64, subgroups: u64, grants: u64 },
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DeviceGroupError {
    fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

record! {
    /// A row of `device_groups`, and what is in it.
    #[derive(Debug, Clone)]
    struct GroupRow {
        id: Vec<u8>,
        parent_id: Option<Vec<u8>>,
        name: String,
        version: i64,
        devices: i64,
        own_devices: i64,
        grants: i64,
    }
}

impl GroupRow {
    fn group(self) -> Result<DeviceGroup, StoreError> {
        Ok(DeviceGroup {
            id: read_id(&self.id)?,
            name: self.name,
            parent: self.parent_id.as_deref().map(read_id).transpose()?,
            devices: self.devices.unsigned_abs(),
            own_devices: self.own_devices.unsigned_abs(),
            grants: Some(self.grants.unsigned_abs()),
            version: self.version,
        })
    }
}

/// Selects the columns of a [`GroupRow`].
fn rows(organization: OrganizationId) -> SelectStatement {
    let directly = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from("devices")
        .and_where(Expr::col(("devices", "group_id")).equals(("device_groups", "id")))
        .take();
    Query::select()
        .columns(["id", "parent_id", "name", "version"].map(|column| ("device_groups", column)))
        .expr_as(Source::Counter(devices::GROUP).value("device_groups"), "devices")
        .expr_as(Expr::from(directly), "own_devices")
        .expr_as(Source::Counter(grants::ON_GROUP).value("device_groups"), "grants")
        .from("device_groups")
        .and_where(Expr::col(("device_groups", "organization_id")).eq(id_bytes(organization)))
        .take()
}

/// All groups of the organization.
///
/// # Errors
/// When the database fails.
pub async fn all(database: &Database, may: &Authorized<ReadDevices>) -> Result<DeviceGroups, StoreError> {
    let organization = may.organization();
    let found: Vec<GroupRow> = database.all(&rows(organization)).await?;
    let mut items = found.into_iter().map(GroupRow::group).collect::<Result<Vec<_>, _>>()?;
    for group in &mut items {
        hide(may.permissions().contains(Permission::MembersRead), group);
    }
    let devices = Query::select()
        .column("total")
        .from("list_state")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("list").eq(DEVICES.name))
        .take();
    let devices: Option<(i64,)> = database.one(&devices).await?;
    let ungrouped: Option<(i64,)> =
        database.one(&listing::with_value(organization, devices::GROUP, Vec::new())).await?;
    let number = |row: Option<(i64,)>| row.map_or(0, |(rows,)| rows.unsigned_abs());
    Ok(DeviceGroups { items: tree::in_order(items), devices: number(devices), ungrouped: number(ungrouped) })
}

/// One of the organization's groups; `None` if it has no such group.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<ReadDevices>,
    group: DeviceGroupId,
) -> Result<Option<DeviceGroup>, StoreError> {
    let row: Option<GroupRow> = database.one(&one(may.organization(), group)).await?;
    let mut found = row.map(GroupRow::group).transpose()?;
    if let Some(group) = &mut found {
        hide(may.permissions().contains(Permission::MembersRead), group);
    }
    Ok(found)
}

/// Only people who see the members see how many have grants.
fn hide(sees_members: bool, group: &mut DeviceGroup) {
    group.grants = group.grants.filter(|_| sees_members);
}

fn one(organization: OrganizationId, group: DeviceGroupId) -> SelectStatement {
    rows(organization).and_where(Expr::col(("device_groups", "id")).eq(id_bytes(group))).take()
}

async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    group: DeviceGroupId,
) -> Result<Option<DeviceGroup>, StoreError> {
    let row: Option<GroupRow> = transaction.one(&one(organization, group)).await?;
    row.map(GroupRow::group).transpose()
}

/// Number of groups that are directly in a group.
async fn subgroups(transaction: &mut Transaction, group: DeviceGroupId) -> Result<u64, StoreError> {
    let query = Query::select().from("device_groups").and_where(Expr::col("parent_id").eq(id_bytes(group))).take();
    let (number,): (i64,) = sql::always(transaction.one(&sql::count(&query)).await?)?;
    Ok(number.unsigned_abs())
}

fn event(action: AuditAction, may: &Authorized<ManageDevices>, group: DeviceGroupId, details: Json) -> Event {
    Event {
        action,
        organization: Some(may.organization()),
        account: Some(may.account()),
        subject: Some(group.as_u128()),
        details,
    }
}
