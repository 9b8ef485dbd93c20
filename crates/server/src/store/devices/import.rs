//! Devices from a table.

use std::collections::{HashMap, HashSet};

use api_types::{DeviceGroupId, DeviceId, DeviceKindId, DeviceLocationId, ImportChange, ImportProblem};
use sea_query::{Cond, Expr, ExprTrait, Query};

use super::{ChangeDevice, CreateDevice, DeviceError, DeviceFields, DeviceRow, own, rows};
use crate::{
    authz::{Authorized, policy::ManageDevices},
    store::{
        Change, Database, StoreError, Transaction, Versions,
        audit::AuditContext,
        columns::{id_bytes, read_id},
        import::{ImportPlan, ImportTarget, changes, problem},
        text,
    },
};

/// A device as a row describes it. The texts are valid; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedDevice {
    pub id: Option<DeviceId>,
    pub external_id: Option<String>,
    pub name: Option<String>,
    pub kind: Option<String>,
    pub location: Option<String>,
    /// The name or the id of a group.
    pub group: Option<String>,
    /// The groups that this can be; [`prepare_import`] finds them.
    pub groups: Vec<(DeviceGroupId, String)>,
}

impl ImportedDevice {
    /// What two rows about the same device have in common.
    pub fn key(&self) -> Option<String> {
        self.id.map(|id| id.to_string()).or_else(|| self.external_id.clone())
    }

    /// The group that is meant; `Ok(None)` if the row names none.
    fn group_of(&self, now: Option<DeviceGroupId>) -> Result<Option<(DeviceGroupId, &str)>, ImportProblem> {
        if self.group.is_none() {
            return Ok(None);
        }
        match self.groups.as_slice() {
            [] => Err(problem("group", "unknown", "The organization has no device group with this name.")),
            [(id, name)] => Ok(Some((*id, name))),
            several => match several.iter().find(|(id, _)| Some(*id) == now) {
                Some((id, name)) => Ok(Some((*id, name))),
                None => Err(problem("group", "ambiguous", "Several groups have this name. Enter the ID of the group.")),
            },
        }
    }
}

/// Finds the groups that the rows name.
///
/// # Errors
/// When the database fails.
pub async fn prepare_import(
    database: &Database,
    may: &Authorized<ManageDevices>,
    devices: &mut [&mut ImportedDevice],
) -> Result<(), StoreError> {
    if devices.iter().all(|device| device.group.is_none()) {
        return Ok(());
    }
    let query = Query::select()
        .columns(["id", "name"])
        .from("device_groups")
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .take();
    let mut by_name: HashMap<String, Vec<(DeviceGroupId, String)>> = HashMap::new();
    for (id, name) in database.all::<(Vec<u8>, String)>(&query).await? {
        let id: DeviceGroupId = read_id(&id)?;
        by_name.entry(id.to_string()).or_default().push((id, name.clone()));
        by_name.entry(text::fold(&name)).or_default().push((id, name));
    }
    for device in devices {
        let named = device.group.as_deref().and_then(|group| by_name.get(&text::fold(group)));
        device.groups = named.cloned().unwrap_or_default();
    }
    Ok(())
}

/// What an import would do with each of these rows.
///
/// # Errors
/// When the database fails.
pub async fn plan_import(
    database: &Database,
    may: &Authorized<ManageDevices>,
    devices: &[&ImportedDevice],
) -> Result<Vec<ImportPlan<DeviceError>>, StoreError> {
    let ids: HashSet<_> = devices.iter().filter_map(|device| device.id).map(id_bytes).collect();
    let external: HashSet<_> = devices.iter().filter_map(|device| device.external_id.clone()).collect();
    let any = Cond::any().add(own("id").is_in(ids)).add(own("external_id").is_in(external));
    let query = rows().and_where(own("organization_id").eq(id_bytes(may.organization()))).cond_where(any).take();
    let known: Vec<DeviceRow> = database.all(&query).await?;
    devices.iter().map(|device| plan(&known, device)).collect()
}

fn plan(known: &[DeviceRow], device: &ImportedDevice) -> Result<ImportPlan<DeviceError>, StoreError> {
    let by_external_id = known.iter().find(|row| Some(&row.external_id) == device.external_id.as_ref());
    let row = match device.id.map(id_bytes) {
        Some(id) => match known.iter().find(|row| row.id == id) {
            Some(row) => Some(row),
            None => {
                let detail = "The organization has no device with this ID.";
                return Ok(ImportPlan::Refused(problem("id", "unknown", detail)));
            }
        },
        None => by_external_id,
    };
    let other = by_external_id.filter(|other| row.is_some_and(|row| row.id != other.id));
    if let Some(other) = other {
        return Ok(ImportPlan::Failed(DeviceError::ExternalIdTaken { other: other.name.clone() }));
    }
    let Some(row) = row else {
        let missing = [("external_id", device.external_id.is_none()), ("name", device.name.is_none())];
        if let Some((field, _)) = missing.into_iter().find(|(_, is_missing)| *is_missing) {
            return Ok(ImportPlan::Refused(problem(
                field,
                "required",
                "A new device needs a name and an external ID.",
            )));
        }
        return Ok(match device.group_of(None) {
            Ok(_) => ImportPlan::New,
            Err(problem) => ImportPlan::Refused(problem),
        });
    };
    let target = ImportTarget { id: read_id::<DeviceId>(&row.id)?.as_u128(), version: row.version };
    let now = row.group_id()?;
    Ok(match device.group_of(now) {
        Ok(group) => {
            let group = group.filter(|(id, _)| Some(*id) != now).map(|(_, name)| name.to_owned());
            ImportPlan::Existing(target, differences(row, device, group))
        }
        Err(problem) => ImportPlan::Refused(problem),
    })
}

/// What changes, as texts. A kind that differs in its letters only is the same.
fn differences(row: &DeviceRow, device: &ImportedDevice, group: Option<String>) -> Vec<ImportChange> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let after = |change: &Option<String>, before: &str| change.clone().unwrap_or_else(|| before.to_owned());
    let is_other_kind = |kind: &String| text::fold(kind) != text::fold(&text(&row.kind));
    let kind = device.kind.clone().filter(is_other_kind);
    let (kind_before, location, group_before) = (text(&row.kind), text(&row.location), text(&row.group_name));
    let group_after = after(&group, &group_before);
    // Two groups can have one name.
    let group_before = if group.as_ref() == Some(&group_before) { String::new() } else { group_before };
    changes([
        ("name", row.name.clone(), after(&device.name, &row.name)),
        ("external_id", row.external_id.clone(), after(&device.external_id, &row.external_id)),
        ("kind", kind_before.clone(), after(&kind, &kind_before)),
        ("location", location.clone(), after(&device.location, &location)),
        ("group", group_before, group_after),
    ])
}

/// A row that is saved.
#[derive(Debug)]
pub struct SavedDevice<'a> {
    pub device: &'a ImportedDevice,
    /// Of the device, its kind and its location, if they are new.
    pub id: DeviceId,
    pub kind_id: DeviceKindId,
    pub location_id: DeviceLocationId,
    /// None: it is new.
    pub target: Option<ImportTarget>,
}

/// Saves a portion of the rows of an import in one transaction.
#[derive(Debug)]
pub struct SaveDevices<'a> {
    pub may: &'a Authorized<ManageDevices>,
    pub rows: Vec<SavedDevice<'a>>,
    pub context: AuditContext,
}

impl Change for SaveDevices<'_> {
    /// What became of each row.
    type Output = Vec<Result<(), DeviceError>>;
    type Error = DeviceError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Self::Output, DeviceError> {
        let mut results = Vec::with_capacity(self.rows.len());
        for (number, row) in (1..).zip(&self.rows) {
            match self.save(transaction, row, self.context.part(number)).await {
                Ok(()) => results.push(Ok(())),
                Err(error @ (DeviceError::Store(_) | DeviceError::NoLongerAllowed)) => return Err(error),
                Err(error) => results.push(Err(error)),
            }
        }
        Ok(results)
    }

    fn is_collision(&self, error: &DeviceError) -> bool {
        error.is_collision()
    }
}

impl SaveDevices<'_> {
    async fn save(
        &self,
        transaction: &mut Transaction,
        row: &SavedDevice<'_>,
        context: AuditContext,
    ) -> Result<(), DeviceError> {
        let (may, device) = (self.may, row.device);
        let (kind_id, location_id) = (row.kind_id, row.location_id);
        let group =
            |now| device.group_of(now).map(|group| group.map(|(id, _)| id)).map_err(|_| DeviceError::UnknownGroup);
        let Some(target) = row.target else {
            let fields = DeviceFields {
                name: device.name.clone().unwrap_or_default(),
                external_id: device.external_id.clone().unwrap_or_default(),
                kind: device.kind.clone(),
                location: device.location.clone(),
            };
            let create = CreateDevice {
                may,
                id: row.id,
                kind_id,
                location_id,
                fields,
                group: group(None)?,
                idempotency: None,
                context,
            };
            return create.apply(transaction).await.map(|_| ());
        };
        let id = DeviceId::from_u128(target.id);
        let before = super::find(transaction, may.organization(), id).await?.ok_or(DeviceError::NotFound)?;
        let change = ChangeDevice {
            may,
            device: id,
            kind_id,
            location_id,
            versions: Versions::OneOf(vec![target.version]),
            name: device.name.clone(),
            external_id: device.external_id.clone(),
            kind: device.kind.clone().map(Some),
            location: device.location.clone().map(Some),
            group: group(before.group_id()?)?.map(Some),
            context,
        };
        change.apply(transaction).await.map(|_| ())
    }
}
