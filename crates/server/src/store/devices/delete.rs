//! Devices that are deleted.

use api_types::{DEVICES, DeviceId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{DeviceError, counted, event, find};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, Transaction, access, access_requests,
        audit::{self, AuditAction, AuditContext},
        columns::id_bytes,
        device_groups::Tree,
        grants::{self, Target},
        listing,
    },
};

/// Deletes a device. The grants on it end.
#[derive(Debug)]
pub struct DeleteDevice<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub device: DeviceId,
    pub context: AuditContext,
}

impl Change for DeleteDevice<'_> {
    type Output = ();
    type Error = DeviceError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DeviceError> {
        access::still(transaction, self.may).await?.ok_or(DeviceError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let device = find(transaction, organization, self.device).await?.ok_or(DeviceError::NotFound)?;
        let tree = Tree::load(transaction, organization).await?;
        let counted = counted(device.known_ids()?, &tree.up_from(device.group_id()?));
        listing::remove(transaction, organization, DEVICES.name, counted).await?;
        let ended = grants::end_all_on(transaction, organization, Target::Device(self.device)).await?;
        let requests =
            access_requests::cancel_on(transaction, organization, Target::Device(self.device), self.context.at).await?;
        let delete = Query::delete().from_table("devices").and_where(Expr::col("id").eq(id_bytes(self.device))).take();
        transaction.execute(&delete).await?;
        let details =
            json!({"name": device.name, "external_id": device.external_id, "grants": ended, "requests": requests});
        let deleted = event(AuditAction::DeviceDeleted, self.may, self.device, details);
        Ok(audit::record(transaction, &self.context, deleted).await?)
    }

    fn is_collision(&self, error: &DeviceError) -> bool {
        error.is_collision()
    }
}
