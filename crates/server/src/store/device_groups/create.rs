//! New groups.

use api_types::{DeviceGroup, DeviceGroupId, MAX_DEVICE_GROUPS};
use serde_json::json;

use super::{DeviceGroupError, LIST, event, find, tree::Tree};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment, optional_id},
        idempotency::{self, IdempotencyKey, KeyState},
        listing, sql, text,
    },
};

/// Creates a group. Its name is valid already.
#[derive(Debug)]
pub struct CreateDeviceGroup<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub id: DeviceGroupId,
    pub name: String,
    pub parent: Option<DeviceGroupId>,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

impl CreateDeviceGroup<'_> {
    async fn create(&self, transaction: &mut Transaction) -> Result<DeviceGroup, DeviceGroupError> {
        access::still(transaction, self.may).await?.ok_or(DeviceGroupError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let tree = Tree::load(transaction, organization).await?;
        tree.check_place(None, self.parent)?;
        if tree.len() >= MAX_DEVICE_GROUPS {
            return Err(DeviceGroupError::TooMany);
        }
        listing::touch(transaction, organization, LIST).await?;
        let row = [
            ("id", id_bytes(self.id).into()),
            ("organization_id", id_bytes(organization).into()),
            ("parent_id", optional_id(self.parent)),
            ("name", self.name.as_str().into()),
            ("name_key", text::sort_key(&self.name).into()),
            ("search_text", text::searched(&[&self.name]).into()),
            ("created_at", moment(self.context.at).into()),
        ];
        transaction.execute(&sql::insert("device_groups", row)?).await?;
        let details = json!({"name": self.name, "parent": self.parent});
        let created = event(AuditAction::DeviceGroupCreated, self.may, self.id, details);
        audit::record(transaction, &self.context, created).await?;
        find(transaction, organization, self.id).await?.ok_or(DeviceGroupError::NotFound)
    }
}

impl Change for CreateDeviceGroup<'_> {
    type Output = DeviceGroup;
    type Error = DeviceGroupError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<DeviceGroup, DeviceGroupError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.may.account();
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(DeviceGroupError::KeyReused),
            KeyState::New => {
                let group = self.create(transaction).await?;
                let answer = serde_json::to_string(&group).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(group)
            }
        }
    }

    fn is_collision(&self, error: &DeviceGroupError) -> bool {
        error.is_collision()
    }
}
