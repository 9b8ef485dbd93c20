//! Groups that are deleted. What is in them moves.

use api_types::{DeviceGroupDeletion, DeviceGroupId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{DeviceGroupError, LIST, change::move_group, event, find, subgroups, tree::Tree};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, Transaction, access, access_requests,
        audit::{self, AuditAction, AuditContext},
        columns::id_bytes,
        devices,
        grants::{self, Target},
        listing,
    },
};

/// Deletes a group, if what is in it is still what the caller knows. The grants on it end.
#[derive(Debug)]
pub struct DeleteDeviceGroup<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub group: DeviceGroupId,
    pub known: DeviceGroupDeletion,
    pub context: AuditContext,
}

impl Change for DeleteDeviceGroup<'_> {
    type Output = ();
    type Error = DeviceGroupError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DeviceGroupError> {
        access::still(transaction, self.may).await?.ok_or(DeviceGroupError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let group = find(transaction, organization, self.group).await?.ok_or(DeviceGroupError::NotFound)?;
        let subgroups = subgroups(transaction, self.group).await?;
        let (own_devices, grants) = (group.own_devices, group.grants.unwrap_or_default());
        let known = (self.known.own_devices, self.known.subgroups, self.known.grants);
        if known != (own_devices, subgroups, grants) {
            return Err(DeviceGroupError::NotConfirmed { own_devices, subgroups, grants });
        }
        listing::touch(transaction, organization, LIST).await?;
        self.empty(transaction).await?;
        grants::end_all_on(transaction, organization, Target::Group(self.group)).await?;
        let requests =
            access_requests::cancel_on(transaction, organization, Target::Group(self.group), self.context.at).await?;
        let delete =
            Query::delete().from_table("device_groups").and_where(Expr::col("id").eq(id_bytes(self.group))).take();
        transaction.execute(&delete).await?;
        let details = json!({
            "name": group.name,
            "devices": own_devices,
            "subgroups": subgroups,
            "grants": grants,
            "requests": requests,
            "moved_to": self.known.move_to,
        });
        let deleted = event(AuditAction::DeviceGroupDeleted, self.may, self.group, details);
        Ok(audit::record(transaction, &self.context, deleted).await?)
    }

    fn is_collision(&self, error: &DeviceGroupError) -> bool {
        error.is_collision()
    }
}

impl DeleteDeviceGroup<'_> {
    /// Moves devices and subgroups to where they are to go.
    async fn empty(&self, transaction: &mut Transaction) -> Result<(), DeviceGroupError> {
        let (organization, target) = (self.may.organization(), self.known.move_to);
        let tree = Tree::load(transaction, organization).await?;
        if target == Some(self.group) {
            return Err(DeviceGroupError::Cycle);
        }
        if target.is_some_and(|target| tree.name(target).is_none()) {
            return Err(DeviceGroupError::UnknownParent);
        }
        let children = tree.children(self.group);
        for child in &children {
            tree.check_place(Some(*child), target)?;
        }
        for child in children {
            move_group(transaction, (self.may, &tree), (child, Some(self.group)), target).await?;
        }
        let which = Expr::col(("devices", "group_id")).eq(id_bytes(self.group));
        Ok(devices::move_devices(transaction, organization, &which, (&tree, target), self.context.at).await?)
    }
}
