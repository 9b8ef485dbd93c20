//! Devices of an organization.

mod bulk;
mod change;
mod create;
mod delete;
mod import;
mod known;
mod moved;

use api_types::{
    DEVICES, Device, DeviceGroupId, DeviceGroupRef, DeviceId, DeviceKindId, DeviceLocationId, OrganizationId,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement, Value};

use super::{
    Database, StoreError, Transaction,
    audit::{AuditAction, Event},
    columns::{id_bytes, optional_id, read_id, wire_moment},
    companies::number_key,
    device_groups, grants,
    listing::{Counted, Facet, FilterBy, FilterSpec, Link, ListSpec, NameTable, Noun, SortColumn, Source},
    page::{self, Position},
    text,
};
use crate::authz::{
    Authorized,
    policy::{Action, ManageDevices, ReadDevices},
};
pub use bulk::ChangeDevices;
pub use change::ChangeDevice;
pub use create::{CreateDevice, DeviceError};
pub use delete::DeleteDevice;
pub use import::{ImportedDevice, SaveDevices, SavedDevice, plan_import, prepare_import};
pub(super) use known::{KindRow, LocationRow};
pub(super) use moved::{insert_links, move_devices};

/// Devices, as a list.
#[derive(Debug)]
pub enum Devices {}

impl Noun for Devices {
    type Read = ReadDevices;
    type Row = Device;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        may: &Authorized<ReadDevices>,
        positions: &[Position],
        now: Timestamp,
    ) -> Result<Vec<Device>, StoreError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let query = rows().and_where(own("id").is_in(positions.iter().map(Position::id_bytes))).take();
        let found: Vec<DeviceRow> = database.all(&query).await?;
        let mut devices = found.into_iter().map(DeviceRow::device).collect::<Result<Vec<_>, _>>()?;
        grants::add_people(database, may, &mut devices, now).await?;
        Ok(page::in_order(positions, devices, |device| device.id.as_u128()))
    }
}

/// The columns and tables behind the list.
pub(super) static SPEC: ListSpec = ListSpec {
    listing: &DEVICES,
    table: "devices",
    columns: &[
        SortColumn::bytes("name", "name_key"),
        SortColumn::text("external_id", "external_key"),
        SortColumn::bytes("kind", "kind_key").or_absent(),
        SortColumn::bytes("group", "group_key").or_absent(),
        SortColumn::bytes("location", "location_key").or_absent(),
        SortColumn::number("changed_at", Source::Column("changed_at")),
    ],
    filters: &[
        FilterSpec {
            name: "group",
            by: FilterBy::Links {
                facet: GROUP,
                link: Link { table: "device_group_links", row: "device_id", id: "group_id" },
                none: "group_id",
                names: NameTable { table: "device_groups", name: &["name"], few: None },
            },
        },
        FilterSpec {
            name: "kind",
            by: FilterBy::Ids {
                facet: KIND,
                column: "kind_id",
                none: "kind_id",
                names: NameTable { table: "device_kinds", name: &["name"], few: None },
            },
        },
        FilterSpec {
            name: "location",
            by: FilterBy::Ids {
                facet: LOCATION,
                column: "location_id",
                none: "location_id",
                names: NameTable { table: "device_locations", name: &["name"], few: None },
            },
        },
        FilterSpec { name: "grants", by: FilterBy::Uncounted(grants::ON_DEVICE) },
    ],
    search_fields: &[],
    long: None,
    by_id: false,
    hidden: None,
    depends_on: &["members", "roles", grants::LIST, device_groups::LIST],
};

/// Every group that the device is in.
pub(super) const GROUP: Facet = Facet { list: DEVICES.name, number: 1 };
pub(super) const KIND: Facet = Facet { list: DEVICES.name, number: 2 };

pub(super) const LOCATION: Facet = Facet { list: DEVICES.name, number: 3 };

/// What a device of this kind at this location in these groups is counted by.
pub(super) fn counted(
    (kind, location): (Option<DeviceKindId>, Option<DeviceLocationId>),
    groups: &[DeviceGroupId],
) -> Counted {
    Counted::default()
        .by(GROUP, groups.iter().map(|group| id_bytes(*group)))
        .by(KIND, kind.map(id_bytes))
        .by(LOCATION, location.map(id_bytes))
}

record! {
    /// A row of `devices`, with the names that it refers to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct DeviceRow {
        id: Vec<u8>,
        name: String,
        external_id: String,
        kind_id: Option<Vec<u8>>,
        kind: Option<String>,
        location: Option<String>,
        location_id: Option<Vec<u8>>,
        group_id: Option<Vec<u8>>,
        group_name: Option<String>,
        created_at: i64,
        changed_at: i64,
        version: i64,
    }
}

impl DeviceRow {
    /// Kind and location, as they are counted.
    fn known_ids(&self) -> Result<(Option<DeviceKindId>, Option<DeviceLocationId>), StoreError> {
        let kind = self.kind_id.as_deref().map(read_id).transpose()?;
        Ok((kind, self.location_id.as_deref().map(read_id).transpose()?))
    }

    fn group_id(&self) -> Result<Option<DeviceGroupId>, StoreError> {
        self.group_id.as_deref().map(read_id).transpose()
    }

    fn device(self) -> Result<Device, StoreError> {
        let group = self.group_id()?.zip(self.group_name).map(|(id, name)| DeviceGroupRef { id, name });
        Ok(Device {
            id: read_id(&self.id)?,
            name: self.name,
            external_id: self.external_id,
            kind: self.kind,
            location: self.location,
            group,
            people: None,
            created_at: wire_moment(self.created_at)?,
            changed_at: wire_moment(self.changed_at)?,
            version: self.version,
        })
    }
}

fn own(column: &'static str) -> Expr {
    Expr::col(("devices", column))
}

/// Selects the columns of a [`DeviceRow`].
fn rows() -> SelectStatement {
    let columns = [
        "id",
        "name",
        "external_id",
        "kind_id",
        "location",
        "location_id",
        "group_id",
        "created_at",
        "changed_at",
        "version",
    ];
    Query::select()
        .columns(columns.map(|column| ("devices", column)))
        .expr_as(Expr::col(("device_kinds", "name")), "kind")
        .expr_as(Expr::col(("device_groups", "name")), "group_name")
        .from("devices")
        .join(JoinType::LeftJoin, "device_kinds", Expr::col(("device_kinds", "id")).equals(("devices", "kind_id")))
        .join(JoinType::LeftJoin, "device_groups", Expr::col(("device_groups", "id")).equals(("devices", "group_id")))
        .take()
}

fn one(organization: OrganizationId, device: DeviceId) -> SelectStatement {
    rows().and_where(own("organization_id").eq(id_bytes(organization))).and_where(own("id").eq(id_bytes(device))).take()
}

/// One of the organization's devices; `None` if it has no such device.
///
/// # Errors
/// When the database fails.
pub async fn get<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    device: DeviceId,
    now: Timestamp,
) -> Result<Option<Device>, StoreError> {
    let Some(row) = database.one::<DeviceRow>(&one(may.organization(), device)).await? else { return Ok(None) };
    let mut devices = vec![row.device()?];
    grants::add_people(database, may, &mut devices, now).await?;
    Ok(devices.pop())
}

async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    device: DeviceId,
) -> Result<Option<DeviceRow>, StoreError> {
    transaction.one(&one(organization, device)).await
}

/// Whether the organization has the device.
pub(super) async fn exists(
    transaction: &mut Transaction,
    organization: OrganizationId,
    device: DeviceId,
) -> Result<bool, StoreError> {
    Ok(find(transaction, organization, device).await?.is_some())
}

/// What the device is called; `None` if the organization has no such device.
pub(super) async fn name(
    transaction: &mut Transaction,
    organization: OrganizationId,
    device: DeviceId,
) -> Result<Option<String>, StoreError> {
    Ok(find(transaction, organization, device).await?.map(|device| device.name))
}

/// What is decided about a device. The texts are valid already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceFields {
    pub name: String,
    pub external_id: String,
    pub kind: Option<String>,
    pub location: Option<String>,
}

/// Columns that the fields of a device decide, in the order of [`described`].
pub(super) const DESCRIBED: [&str; 10] = [
    "name",
    "name_key",
    "external_id",
    "external_key",
    "kind_id",
    "kind_key",
    "location",
    "location_id",
    "location_key",
    "search_text",
];

/// The values of [`DESCRIBED`].
pub(super) fn described(
    fields: &DeviceFields,
    kind: Option<&KindRow>,
    known_location: Option<&LocationRow>,
) -> [Value; 10] {
    let kind_name = kind.map(|kind| kind.name.as_str());
    let location = fields.location.as_deref();
    [
        fields.name.as_str().into(),
        text::sort_key(&fields.name).into(),
        fields.external_id.as_str().into(),
        number_key(&fields.external_id).into(),
        optional_id(kind.map(|kind| kind.id)),
        kind_name.map(text::sort_key).into(),
        location.into(),
        optional_id(known_location.map(|location| location.id)),
        location.map(text::sort_key).into(),
        text::searched(&[
            &fields.name,
            &fields.external_id,
            kind_name.unwrap_or_default(),
            location.unwrap_or_default(),
        ])
        .into(),
    ]
}

/// The name of another device of the organization that has this external id.
async fn holder_of_external_id(
    transaction: &mut Transaction,
    organization: OrganizationId,
    device: DeviceId,
    external_id: &str,
) -> Result<Option<String>, StoreError> {
    let query = Query::select()
        .column("name")
        .from("devices")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("external_id").eq(external_id))
        .and_where(Expr::col("id").ne(id_bytes(device)))
        .take();
    Ok(transaction.one::<(String,)>(&query).await?.map(|(name,)| name))
}

fn event(action: AuditAction, may: &Authorized<ManageDevices>, device: DeviceId, details: serde_json::Value) -> Event {
    Event {
        action,
        organization: Some(may.organization()),
        account: Some(may.account()),
        subject: Some(device.as_u128()),
        details,
    }
}
