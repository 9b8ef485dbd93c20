//! The list of devices: its columns and what every list needs to know of them.

use api_types::{DEVICES, Device, Permission};

use super::{
    super::list::{ListSpec, read_page},
    actions::DEVICE_ACTIONS,
    said_in,
};
use crate::ui::Column;

/// The list of devices.
pub static DEVICE_LIST: ListSpec = ListSpec {
    listing: &DEVICES,
    permission: Permission::DevicesRead,
    read: read_page::<Device>,
    columns: &COLUMNS,
    texts: |texts| &said_in(texts).list,
    actions: &DEVICE_ACTIONS,
    bulk_permission: Some(Permission::DevicesManage),
    bulk: None,
    whole: |organization| organization.devices,
    filters_elsewhere: &["group"],
    rare_filters: &[],
    value_groups: &[],
    grouped: &[],
    few_values: &[],
    presets: &[],
};

const fn column(name: &'static str, class: &'static str, width: f64, goes: u8, card: u8) -> Column {
    Column { name, class, width, grows: 0.0, goes, is_default: true, card, second: None }
}

static COLUMNS: [Column; 7] = [
    Column { grows: 1.0, ..column("name", "r-c-who", 60.0, 0, 1) },
    column("external_id", "r-c-number r-muted-cell", 23.0, 4, 0),
    Column { grows: 0.3, ..column("kind", "r-muted-cell", 28.0, 2, 2) },
    Column { grows: 0.5, ..column("group", "r-muted-cell", 34.0, 1, 0) },
    Column { is_default: false, ..column("location", "r-muted-cell", 30.0, 5, 0) },
    column("people", "r-c-number", 24.0, 0, 3),
    column("changed_at", "r-c-number r-muted-cell", 25.0, 3, 0),
];
