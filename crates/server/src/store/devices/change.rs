//! Changes of a device.

use api_types::{DEVICES, Device, DeviceGroupId, DeviceId, DeviceKindId, DeviceLocationId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};

use super::{
    DESCRIBED, DeviceError, DeviceFields, DeviceRow, KindRow, LocationRow, counted, described, event, find,
    holder_of_external_id, move_devices, own,
};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        device_groups::Tree,
        listing,
    },
};

/// Changes what the request names, if the device is still as it was read. The values are valid already.
#[derive(Debug)]
pub struct ChangeDevice<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub device: DeviceId,
    /// Of its kind, if that is new.
    pub kind_id: DeviceKindId,
    /// Of its location, if that is new.
    pub location_id: DeviceLocationId,
    /// The version that was read.
    pub versions: Versions,
    pub name: Option<String>,
    pub external_id: Option<String>,
    /// `Some(None)` removes the kind. The same holds for location and group.
    pub kind: Option<Option<String>>,
    pub location: Option<Option<String>>,
    pub group: Option<Option<DeviceGroupId>>,
    pub context: AuditContext,
}

impl Change for ChangeDevice<'_> {
    type Output = Device;
    type Error = DeviceError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Device, DeviceError> {
        access::still(transaction, self.may).await?.ok_or(DeviceError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let before = find(transaction, organization, self.device).await?.ok_or(DeviceError::NotFound)?;
        if !self.versions.contain(before.version) {
            return Err(DeviceError::Stale);
        }
        let fields = self.changed(&before);
        if fields.external_id != before.external_id
            && let Some(other) =
                holder_of_external_id(transaction, organization, self.device, &fields.external_id).await?
        {
            return Err(DeviceError::ExternalIdTaken { other });
        }
        let tree = Tree::load(transaction, organization).await?;
        let group = self.group.unwrap_or(before.group_id()?);
        if group.is_some_and(|group| tree.name(group).is_none()) {
            return Err(DeviceError::UnknownGroup);
        }
        let kind = KindRow::known(transaction, organization, fields.kind.as_deref(), self.kind_id).await?;
        let fields = DeviceFields { kind: kind.as_ref().map(|kind| kind.name.clone()), ..fields };
        if fields == before.fields() && group == before.group_id()? {
            return Ok(before.device()?);
        }
        let location = fields.location.as_deref();
        let location = LocationRow::known(transaction, organization, location, self.location_id).await?;
        self.write(transaction, &before, (&fields, kind.as_ref(), location.as_ref()), &tree).await?;
        if group != before.group_id()? {
            let which = own("id").eq(id_bytes(self.device));
            move_devices(transaction, organization, &which, (&tree, group), self.context.at).await?;
        }
        let details = differences((&before.fields(), before.group_id()?), (&fields, group));
        let changed = event(AuditAction::DeviceChanged, self.may, self.device, details);
        audit::record(transaction, &self.context, changed).await?;
        let row = find(transaction, organization, self.device).await?.ok_or(DeviceError::NotFound)?;
        Ok(row.device()?)
    }

    fn is_collision(&self, error: &DeviceError) -> bool {
        error.is_collision()
    }
}

impl DeviceRow {
    fn fields(&self) -> DeviceFields {
        DeviceFields {
            name: self.name.clone(),
            external_id: self.external_id.clone(),
            kind: self.kind.clone(),
            location: self.location.clone(),
        }
    }
}

impl ChangeDevice<'_> {
    fn changed(&self, before: &DeviceRow) -> DeviceFields {
        let before = before.fields();
        DeviceFields {
            name: self.name.clone().unwrap_or(before.name),
            external_id: self.external_id.clone().unwrap_or(before.external_id),
            kind: self.kind.clone().unwrap_or(before.kind),
            location: self.location.clone().unwrap_or(before.location),
        }
    }

    async fn write(
        &self,
        transaction: &mut Transaction,
        before: &DeviceRow,
        (fields, kind, location): (&DeviceFields, Option<&KindRow>, Option<&LocationRow>),
        tree: &Tree,
    ) -> Result<(), StoreError> {
        let groups = tree.up_from(before.group_id()?);
        let ids = (kind.map(|kind| kind.id), location.map(|location| location.id));
        let counts = (counted(before.known_ids()?, &groups), counted(ids, &groups));
        listing::change(transaction, self.may.organization(), DEVICES.name, counts.0, counts.1).await?;
        let update = Query::update()
            .table("devices")
            .values(DESCRIBED.into_iter().zip(described(fields, kind, location).into_iter().map(Expr::val)))
            .value("version", before.version + 1)
            .value("changed_at", moment(self.context.at))
            .and_where(Expr::col("id").eq(id_bytes(self.device)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

/// The changed fields, before and after.
fn differences(
    (before, group_before): (&DeviceFields, Option<DeviceGroupId>),
    (after, group_after): (&DeviceFields, Option<DeviceGroupId>),
) -> Value {
    audit::differences([
        ("name", json!(before.name), json!(after.name)),
        ("external_id", json!(before.external_id), json!(after.external_id)),
        ("kind", json!(before.kind), json!(after.kind)),
        ("location", json!(before.location), json!(after.location)),
        ("group", json!(group_before), json!(group_after)),
    ])
}
