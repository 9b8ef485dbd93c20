//! New devices.

use api_types::{DEVICES, Device, DeviceGroupId, DeviceId, DeviceKindId, DeviceLocationId};
use sea_query::ExprTrait;
use serde_json::json;

use super::{
    DESCRIBED, DeviceFields, KindRow, LocationRow, counted, described, event, find, holder_of_external_id,
    moved::insert_links,
};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment, optional_id},
        device_groups::Tree,
        idempotency::{self, IdempotencyKey, KeyState},
        listing, sql, text,
    },
};

/// Creates a device.
#[derive(Debug)]
pub struct CreateDevice<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub id: DeviceId,
    /// Of its kind, if that is new.
    pub kind_id: DeviceKindId,
    /// Of its location, if that is new.
    pub location_id: DeviceLocationId,
    pub fields: DeviceFields,
    pub group: Option<DeviceGroupId>,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

/// A device was not created, changed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    #[error("there is no such device")]
    NotFound,
    #[error("the caller is no longer allowed to do this")]
    NoLongerAllowed,
    #[error("the device has changed since")]
    Stale,
    #[error("{other} has this external id")]
    ExternalIdTaken {
        /// Name of the device that has it.
        other: String,
    },
    #[error("the organization has no such group")]
    UnknownGroup,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DeviceError {
    /// Whether another change was faster, also if it took the id that was looked up just before.
    pub(super) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl CreateDevice<'_> {
    async fn create(&self, transaction: &mut Transaction) -> Result<Device, DeviceError> {
        access::still(transaction, self.may).await?.ok_or(DeviceError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let external_id = &self.fields.external_id;
        if let Some(other) = holder_of_external_id(transaction, organization, self.id, external_id).await? {
            return Err(DeviceError::ExternalIdTaken { other });
        }
        let tree = Tree::load(transaction, organization).await?;
        let group = self.group.map(|group| tree.name(group).ok_or(DeviceError::UnknownGroup)).transpose()?;
        let groups = tree.up_from(self.group);
        let kind = KindRow::known(transaction, organization, self.fields.kind.as_deref(), self.kind_id).await?;
        let location = self.fields.location.as_deref();
        let location = LocationRow::known(transaction, organization, location, self.location_id).await?;
        let ids = (kind.as_ref().map(|kind| kind.id), location.as_ref().map(|location| location.id));
        let counted = counted(ids, &groups);
        listing::add(transaction, organization, DEVICES.name, &[counted]).await?;
        let at = moment(self.context.at);
        let own = [
            id_bytes(self.id).into(),
            id_bytes(organization).into(),
            optional_id(self.group),
            group.map(text::sort_key).into(),
            at.into(),
            at.into(),
        ];
        let columns = ["id", "organization_id", "group_id", "group_key", "created_at", "changed_at"];
        let values = own.into_iter().chain(described(&self.fields, kind.as_ref(), location.as_ref())).collect();
        let columns = columns.into_iter().chain(DESCRIBED).collect();
        transaction.execute(&sql::insert_rows("devices", columns, vec![values])?).await?;
        insert_links(transaction, super::own("id").eq(id_bytes(self.id)), &groups).await?;
        let DeviceFields { name, external_id, kind, location } = &self.fields;
        let details = json!({
            "name": name, "external_id": external_id, "kind": kind, "location": location, "group": self.group,
        });
        audit::record(transaction, &self.context, event(AuditAction::DeviceCreated, self.may, self.id, details))
            .await?;
        let row = find(transaction, organization, self.id).await?.ok_or(DeviceError::NotFound)?;
        Ok(row.device()?)
    }
}

impl Change for CreateDevice<'_> {
    type Output = Device;
    type Error = DeviceError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Device, DeviceError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.may.account();
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(DeviceError::KeyReused),
            KeyState::New => {
                let device = self.create(transaction).await?;
                let answer = serde_json::to_string(&device).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(device)
            }
        }
    }

    fn is_collision(&self, error: &DeviceError) -> bool {
        error.is_collision()
    }
}
