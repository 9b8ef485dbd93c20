//! One action on many devices, in one transaction.

use api_types::{DeviceBulkAction, DeviceBulkResult, DeviceGroupId, DeviceId};

use super::{ChangeDevice, DeleteDevice, DeviceError};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    clock::Identifier,
    store::{Change, Transaction, Versions, audit::AuditContext},
};

/// Moves or deletes devices. Those that the organization does not have are left out.
#[derive(Debug)]
pub struct ChangeDevices<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub action: DeviceBulkAction,
    /// Each once.
    pub devices: Vec<DeviceId>,
    /// Where they are moved.
    pub group: Option<DeviceGroupId>,
    pub context: AuditContext,
}

impl Change for ChangeDevices<'_> {
    type Output = Vec<DeviceBulkResult>;
    type Error = DeviceError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Vec<DeviceBulkResult>, DeviceError> {
        let mut results = Vec::with_capacity(self.devices.len());
        for (number, device) in (1..).zip(&self.devices) {
            let done = match self.one(transaction, *device, self.context.part(number)).await {
                Ok(()) => true,
                Err(DeviceError::NotFound) => false,
                Err(error) => return Err(error),
            };
            results.push(DeviceBulkResult { id: *device, done });
        }
        Ok(results)
    }

    fn is_collision(&self, error: &DeviceError) -> bool {
        error.is_collision()
    }
}

impl ChangeDevices<'_> {
    async fn one(
        &self,
        transaction: &mut Transaction,
        device: DeviceId,
        context: AuditContext,
    ) -> Result<(), DeviceError> {
        match self.action {
            DeviceBulkAction::Delete => DeleteDevice { may: self.may, device, context }.apply(transaction).await,
            DeviceBulkAction::Move => {
                let change = ChangeDevice {
                    may: self.may,
                    device,
                    // No device gets a new kind or location.
                    kind_id: Identifier::from_u128(0),
                    location_id: Identifier::from_u128(0),
                    versions: Versions::Any,
                    name: None,
                    external_id: None,
                    kind: None,
                    location: None,
                    group: Some(self.group),
                    context,
                };
                change.apply(transaction).await.map(|_| ())
            }
        }
    }
}
