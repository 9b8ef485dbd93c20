//! Loads devices, their groups and grants.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use api_types::{DEVICES, DeviceGroupId, DeviceLocationId, OrganizationId};
use jiff::SignedDuration;
use sea_query::Value;

use super::records::{Data, Device, DeviceGroup, Grant, GrantTarget};
use crate::store::{
    StoreError, Transaction, batch,
    columns::{id_bytes, moment, optional_id},
    devices::{self, DeviceFields, KindRow, LocationRow},
    grants::{self, Target, level_place},
    listing::{self, Counted},
    text,
};

/// Inserts them all, and counts them.
pub(super) async fn load(transaction: &mut Transaction, data: &Data) -> Result<(), StoreError> {
    let mut kinds = HashMap::new();
    for kind in &data.device_kinds {
        let row = KindRow { id: kind.id, name: kind.name.to_owned() };
        row.insert(transaction, kind.organization).await?;
        kinds.insert(kind.id, row);
    }
    let groups: HashMap<_, _> = data.device_groups.iter().map(|group| (group.id, group)).collect();
    // Each by itself: it refers to the one before.
    for group in &data.device_groups {
        batch::insert(transaction, "device_groups", &GROUP_COLUMNS, vec![group_row(group)]).await?;
    }
    let locations = load_locations(transaction, data).await?;
    let mut counted: BTreeMap<OrganizationId, Vec<Counted>> = BTreeMap::new();
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    for device in &data.devices {
        let above = up_from(&groups, device.group);
        links.extend(above.iter().map(|group| vec![id_bytes(device.id).into(), id_bytes(*group).into()]));
        counted.entry(device.organization).or_default().push({
            let location = device.location.and_then(|location| locations.get(&(device.organization, location)));
            let ids = (Some(device.kind), location.map(|location| location.id));
            let group = device.group.and_then(|group| groups.get(&group));
            rows.push(device_row(device, (kinds.get(&device.kind), location), group));
            devices::counted(ids, &above)
        });
    }
    let columns: Vec<_> = DEVICE_COLUMNS.into_iter().chain(devices::DESCRIBED).collect();
    batch::insert(transaction, "devices", &columns, rows).await?;
    batch::insert(transaction, "device_group_links", &["device_id", "group_id"], links).await?;
    for (organization, counted) in counted {
        listing::add(transaction, organization, DEVICES.name, &counted).await?;
    }
    let rows = data.grants.iter().map(grant_row).collect();
    batch::insert(transaction, "grants", &GRANT_COLUMNS, rows).await?;
    let mut counted: BTreeMap<OrganizationId, Vec<Target>> = BTreeMap::new();
    for grant in &data.grants {
        counted.entry(grant.organization).or_default().push(target(grant.target));
    }
    for (organization, targets) in counted {
        grants::count_all(transaction, organization, targets, 1).await?;
    }
    Ok(())
}

/// Inserts the locations of the devices. Each has the id of its first device.
async fn load_locations<'a>(
    transaction: &mut Transaction,
    data: &'a Data,
) -> Result<HashMap<(OrganizationId, &'a str), LocationRow>, StoreError> {
    let mut locations = HashMap::new();
    for device in &data.devices {
        let Some(name) = device.location else { continue };
        if let Entry::Vacant(place) = locations.entry((device.organization, name)) {
            let row = LocationRow { id: DeviceLocationId::from_u128(device.id.as_u128()), name: name.to_owned() };
            row.insert(transaction, device.organization).await?;
            place.insert(row);
        }
    }
    Ok(locations)
}

fn up_from(groups: &HashMap<DeviceGroupId, &DeviceGroup>, group: Option<DeviceGroupId>) -> Vec<DeviceGroupId> {
    std::iter::successors(group, |group| groups.get(group)?.parent).collect()
}

const GROUP_COLUMNS: [&str; 7] =
    ["id", "organization_id", "parent_id", "name", "name_key", "search_text", "created_at"];

fn group_row(group: &DeviceGroup) -> Vec<Value> {
    vec![
        id_bytes(group.id).into(),
        id_bytes(group.organization).into(),
        optional_id(group.parent),
        group.name.as_str().into(),
        text::sort_key(&group.name).into(),
        text::searched(&[&group.name]).into(),
        0i64.into(),
    ]
}

const DEVICE_COLUMNS: [&str; 6] = ["id", "organization_id", "group_id", "group_key", "created_at", "changed_at"];

fn device_row(
    device: &Device,
    (kind, location): (Option<&KindRow>, Option<&LocationRow>),
    group: Option<&&DeviceGroup>,
) -> Vec<Value> {
    let fields = DeviceFields {
        name: device.name.clone(),
        external_id: device.external_id.clone(),
        kind: kind.map(|kind| kind.name.clone()),
        location: device.location.map(str::to_owned),
    };
    let own = [
        id_bytes(device.id).into(),
        id_bytes(device.organization).into(),
        optional_id(device.group),
        group.map(|group| text::sort_key(&group.name)).into(),
        moment(device.created_at).into(),
        moment(device.changed_at).into(),
    ];
    own.into_iter().chain(devices::described(&fields, kind, location)).collect()
}

const GRANT_COLUMNS: [&str; 11] = [
    "id",
    "organization_id",
    "member_id",
    "device_id",
    "group_id",
    "level",
    "until",
    "ends_at",
    "granted_by_id",
    "created_at",
    "request_id",
];

fn grant_row(grant: &Grant) -> Vec<Value> {
    let (device, group) = match grant.target {
        GrantTarget::Device(device) => (Some(device), None),
        GrantTarget::Group(group) => (None, Some(group)),
    };
    let day = grant.until.map(|until| until.to_string().chars().take(10).collect::<String>());
    let ends_at = grant.until.map(|until| moment(until + SignedDuration::from_hours(24)));
    vec![
        id_bytes(grant.id).into(),
        id_bytes(grant.organization).into(),
        id_bytes(grant.member).into(),
        optional_id(device),
        optional_id(group),
        level_place(grant.level).into(),
        day.into(),
        ends_at.into(),
        id_bytes(grant.granted_by).into(),
        moment(grant.created_at).into(),
        optional_id(grant.request),
    ]
}

pub(super) fn target(of: GrantTarget) -> Target {
    match of {
        GrantTarget::Device(device) => Target::Device(device),
        GrantTarget::Group(group) => Target::Group(group),
    }
}
