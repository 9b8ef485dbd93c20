//! Groups of devices: a tree.

use serde::{Deserialize, Serialize};

use crate::{DeviceGroupId, id_or_empty};

/// A group can be so deep in the tree; groups at the top are at 1.
pub const MAX_DEVICE_GROUP_DEPTH: usize = 10;
/// Maximum number of groups of an organization.
pub const MAX_DEVICE_GROUPS: usize = 2_000;

/// A group of devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceGroup {
    pub id: DeviceGroupId,
    pub name: String,
    /// The group that it is in; absent at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<DeviceGroupId>,
    /// Number of devices in it and in its subgroups.
    pub devices: u64,
    /// Number of devices that are directly in it.
    pub own_devices: u64,
    /// Number of grants on it. Only if the caller can read the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grants: Option<u64>,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// Response of `GET …/device-groups`: the whole tree. Each group stands behind the group that it is in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceGroups {
    pub items: Vec<DeviceGroup>,
    /// Number of all devices.
    pub devices: u64,
    /// Number of devices in no group.
    pub ungrouped: u64,
}

/// Request body of `POST …/device-groups`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDeviceGroup {
    /// 1 to 120 characters.
    pub name: String,
    /// The group that it is in; absent: at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<DeviceGroupId>,
}

/// Request body of `PATCH …/device-groups/{group}`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceGroupChanges {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Id of the group that it is moved into. An empty string: to the top.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "id_or_empty")]
    pub parent: Option<Option<DeviceGroupId>>,
}

/// Request body of `DELETE …/device-groups/{group}`: what the caller knows of the group. If it is not so any more,
/// nothing is deleted. The grants on the group end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceGroupDeletion {
    /// Where its devices and subgroups go; absent: to the top, and out of any group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub move_to: Option<DeviceGroupId>,
    /// Number of devices that are directly in it.
    #[serde(default)]
    pub own_devices: u64,
    /// Number of groups that are directly in it.
    #[serde(default)]
    pub subgroups: u64,
    /// Number of grants on it.
    #[serde(default)]
    pub grants: u64,
}
