//! Devices that move to another group, with what is computed and counted of that.

use api_types::{DeviceGroupId, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{GROUP, own};
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment, optional_id},
    device_groups::Tree,
    listing, sql, text,
};

/// Moves the devices of the organization that meet a condition into a group, or out of any.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn move_devices(
    transaction: &mut Transaction,
    organization: OrganizationId,
    which: &Expr,
    (tree, target): (&Tree, Option<DeviceGroupId>),
    now: Timestamp,
) -> Result<(), StoreError> {
    let moved = || -> SelectStatement {
        Query::select()
            .from("devices")
            .and_where(own("organization_id").eq(id_bytes(organization)))
            .and_where(which.clone())
            .take()
    };
    let (devices,): (i64,) = sql::always(transaction.one(&sql::count(&moved())).await?)?;
    let ungrouped = moved().and_where(own("group_id").is_null()).take();
    let (ungrouped,): (i64,) = sql::always(transaction.one(&sql::count(&ungrouped)).await?)?;
    let ids = moved().column(("devices", "id")).take();
    let before = Query::select()
        .column("group_id")
        .expr(Expr::cust("COUNT(*)"))
        .from("device_group_links")
        .and_where(Expr::col("device_id").in_subquery(ids.clone()))
        .group_by_col("group_id")
        .take();
    let before: Vec<(Vec<u8>, i64)> = transaction.all(&before).await?;
    let unlink =
        Query::delete().from_table("device_group_links").and_where(Expr::col("device_id").in_subquery(ids)).take();
    transaction.execute(&unlink).await?;
    let groups = tree.up_from(target);
    let of_organization = own("organization_id").eq(id_bytes(organization));
    insert_links(transaction, of_organization.clone().and(which.clone()), &groups).await?;
    let key = target.and_then(|group| tree.name(group)).map(text::sort_key);
    let update = Query::update()
        .table("devices")
        .value("group_id", Expr::val(optional_id(target)))
        .value("group_key", Expr::val(key))
        .value("version", Expr::col("version").add(1i64))
        .value("changed_at", moment(now))
        .and_where(of_organization)
        .and_where(which.clone())
        .take();
    transaction.execute(&update).await?;
    let after: Vec<Vec<u8>> =
        if groups.is_empty() { vec![Vec::new()] } else { groups.into_iter().map(id_bytes).collect() };
    let less = before.into_iter().map(|(group, rows)| (group, -rows)).chain([(Vec::new(), -ungrouped)]);
    let more = after.into_iter().map(|group| (group, devices));
    listing::recount(transaction, organization, GROUP, sum(less.chain(more))).await
}

/// What is counted several times, once.
fn sum(rows: impl Iterator<Item = (Vec<u8>, i64)>) -> Vec<(Vec<u8>, i64)> {
    let mut sums = std::collections::BTreeMap::new();
    for (value, rows) in rows {
        *sums.entry(value).or_insert(0) += rows;
    }
    sums.into_iter().filter(|(_, rows)| *rows != 0).collect()
}

/// Notes that the devices that meet a condition are in these groups.
pub(in crate::store) async fn insert_links(
    transaction: &mut Transaction,
    which: Expr,
    groups: &[DeviceGroupId],
) -> Result<(), StoreError> {
    for group in groups {
        let devices = Query::select()
            .column(("devices", "id"))
            .expr(Expr::val(id_bytes(*group)))
            .from("devices")
            .and_where(which.clone())
            .take();
        let insert = Query::insert()
            .into_table("device_group_links")
            .columns(["device_id", "group_id"])
            .select_from(devices)
            .map_err(|error| StoreError::Failed(error.into()))?
            .take();
        transaction.execute(&insert).await?;
    }
    Ok(())
}
