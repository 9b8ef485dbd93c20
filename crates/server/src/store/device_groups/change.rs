//! Groups get another name, or move.

use api_types::{DeviceGroup, DeviceGroupId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{DeviceGroupError, LIST, event, find, tree::Tree};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, optional_id},
        devices, listing, sql, text,
    },
};

/// Changes what the request names, if the group is still as it was read. The name is valid already.
#[derive(Debug)]
pub struct ChangeDeviceGroup<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub group: DeviceGroupId,
    /// The version that was read.
    pub versions: Versions,
    pub name: Option<String>,
    /// `Some(None)`: to the top.
    pub parent: Option<Option<DeviceGroupId>>,
    pub context: AuditContext,
}

impl Change for ChangeDeviceGroup<'_> {
    type Output = DeviceGroup;
    type Error = DeviceGroupError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<DeviceGroup, DeviceGroupError> {
        access::still(transaction, self.may).await?.ok_or(DeviceGroupError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let before = find(transaction, organization, self.group).await?.ok_or(DeviceGroupError::NotFound)?;
        if !self.versions.contain(before.version) {
            return Err(DeviceGroupError::Stale);
        }
        let name = self.name.clone().unwrap_or_else(|| before.name.clone());
        let parent = self.parent.unwrap_or(before.parent);
        if name == before.name && parent == before.parent {
            return Ok(before);
        }
        listing::touch(transaction, organization, LIST).await?;
        if parent != before.parent {
            let tree = Tree::load(transaction, organization).await?;
            tree.check_place(Some(self.group), parent)?;
            move_group(transaction, (self.may, &tree), (self.group, before.parent), parent).await?;
        }
        if name != before.name {
            self.rename(transaction, &name).await?;
        }
        let details = audit::differences([
            ("name", json!(before.name), json!(name)),
            ("parent", json!(before.parent), json!(parent)),
        ]);
        let changed = event(AuditAction::DeviceGroupChanged, self.may, self.group, details);
        audit::record(transaction, &self.context, changed).await?;
        find(transaction, organization, self.group).await?.ok_or(DeviceGroupError::NotFound)
    }

    fn is_collision(&self, error: &DeviceGroupError) -> bool {
        error.is_collision()
    }
}

impl ChangeDeviceGroup<'_> {
    /// Renames the group. Its devices are sorted by the new name.
    async fn rename(&self, transaction: &mut Transaction, name: &str) -> Result<(), StoreError> {
        let update = Query::update()
            .table("device_groups")
            .value("name", name)
            .value("name_key", text::sort_key(name))
            .value("search_text", text::searched(&[name]))
            .value("version", Expr::col("version").add(1i64))
            .and_where(Expr::col("id").eq(id_bytes(self.group)))
            .take();
        transaction.execute(&update).await?;
        let sort = Query::update()
            .table("devices")
            .value("group_key", text::sort_key(name))
            .and_where(Expr::col("group_id").eq(id_bytes(self.group)))
            .take();
        transaction.execute(&sort).await.map(|_| ())
    }
}

/// Moves a group with all that is in it from one parent to another, which can have it.
pub(super) async fn move_group(
    transaction: &mut Transaction,
    (may, tree): (&Authorized<ManageDevices>, &Tree),
    (group, before): (DeviceGroupId, Option<DeviceGroupId>),
    parent: Option<DeviceGroupId>,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("device_groups")
        .value("parent_id", Expr::val(optional_id(parent)))
        .value("version", Expr::col("version").add(1i64))
        .and_where(Expr::col("id").eq(id_bytes(group)))
        .take();
    transaction.execute(&update).await?;
    let (old, new) = (tree.up_from(before), tree.up_from(parent));
    let inside = Query::select()
        .column("device_id")
        .from("device_group_links")
        .and_where(Expr::col("group_id").eq(id_bytes(group)))
        .take();
    let (number,): (i64,) = sql::always(transaction.one(&sql::count(&inside.clone().clear_selects().take())).await?)?;
    // Groups that both are in stay linked.
    let gone: Vec<_> = old.iter().filter(|id| !new.contains(id)).copied().collect();
    let come: Vec<_> = new.iter().filter(|id| !old.contains(id)).copied().collect();
    let unlink = Query::delete()
        .from_table("device_group_links")
        .and_where(Expr::col("group_id").is_in(gone.iter().map(|id| id_bytes(*id))))
        .and_where(Expr::col("device_id").in_subquery(inside.clone()))
        .take();
    transaction.execute(&unlink).await?;
    devices::insert_links(transaction, Expr::col(("devices", "id")).in_subquery(inside), &come).await?;
    let less = gone.into_iter().map(|id| (id_bytes(id), -number));
    let more = come.into_iter().map(|id| (id_bytes(id), number));
    listing::recount(transaction, may.organization(), devices::GROUP, less.chain(more).collect()).await
}
