//! `GET /organizations/{organization}/devices`, `…/options` and `…/export`.

use api_types::{Device, DeviceColumn, List};

use crate::{
    routes::listing::{Export, list_routes},
    store::devices::Devices,
};

/// A page of devices, for OpenAPI.
type DeviceList = List<Device>;

list_routes! {
    Devices, "devices",
    /// List the devices of an organization
    list list_devices("/organizations/{organization}/devices") -> DeviceList,
    /// Export the list of devices as CSV (RFC 4180, UTF-8) with the matching rows and the chosen columns
    export export_devices("/organizations/{organization}/devices/export"),
    /// List the values of a filter of the list of devices, each with the number of matching devices
    options list_device_options("/organizations/{organization}/devices/options"),
}

impl Export for Devices {
    const FIRST: &'static [&'static str] = &["id", DeviceColumn::Name.as_str()];

    fn cell(device: &Device, column: &str) -> String {
        let Ok(column) = column.parse() else { return device.id.to_string() };
        match column {
            DeviceColumn::Name => device.name.clone(),
            DeviceColumn::ExternalId => device.external_id.clone(),
            DeviceColumn::Kind => device.kind.clone().unwrap_or_default(),
            DeviceColumn::Group => device.group.as_ref().map(|group| group.name.clone()).unwrap_or_default(),
            DeviceColumn::Location => device.location.clone().unwrap_or_default(),
            DeviceColumn::People => device.people.map(|people| people.total.to_string()).unwrap_or_default(),
            DeviceColumn::ChangedAt => device.changed_at.clone(),
        }
    }
}
