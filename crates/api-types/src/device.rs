//! Devices of an organization.

use serde::{Deserialize, Serialize};

use crate::{DeviceGroupId, DeviceId, NameProblem, Timestamp, id_or_empty, read_line};

/// Maximum length of a device's id in the portal, in characters.
pub const MAX_EXTERNAL_ID: usize = 64;
/// Maximum number of devices in one bulk action.
pub const MAX_DEVICE_BULK: usize = 200;

/// A device of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    pub id: DeviceId,
    pub name: String,
    /// The id in the portal; unique in the organization.
    pub external_id: String,
    /// What it is, for example `Soap dispenser`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupRef>,
    /// Who can reach it. Only if the caller can read the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<DevicePeople>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// A device by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceRef {
    pub id: DeviceId,
    pub name: String,
}

/// A device group by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceGroupRef {
    pub id: DeviceGroupId,
    pub name: String,
}

/// How many active members can reach a device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DevicePeople {
    /// All of them. Above 10,000 they are not counted to the end.
    pub total: u64,
    /// Those with a grant on the device or on one of its groups.
    pub by_grant: u64,
    /// Number of grants on the device itself, which end with it.
    pub grants: u64,
}

/// Request body of `POST …/devices`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDevice {
    /// 1 to 120 characters.
    pub name: String,
    /// 1 to 64 characters; unique in the organization.
    pub external_id: String,
    /// At most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// At most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupId>,
}

/// Request body of `PATCH …/devices/{device}`. Absent fields stay unchanged; an empty string removes a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceChanges {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Id of a device group. An empty string: no group.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "id_or_empty")]
    pub group: Option<Option<DeviceGroupId>>,
}

/// What a bulk action does with devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceBulkAction {
    /// Moves them into a group, or out of any.
    Move,
    /// Deletes them, and ends the grants on them.
    Delete,
}

/// Request body of `POST …/devices/bulk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceBulk {
    pub action: DeviceBulkAction,
    /// 1 to 200 devices.
    pub devices: Vec<DeviceId>,
    /// Where they are moved; absent: out of any group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupId>,
}

/// The result for each device, in the order of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceBulkResults {
    pub results: Vec<DeviceBulkResult>,
}

/// What became of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceBulkResult {
    pub id: DeviceId,
    /// False: the organization has no such device any more.
    pub done: bool,
}

/// The id of a device in the portal as it is stored.
///
/// # Errors
/// When it is empty, longer than [`MAX_EXTERNAL_ID`], or not one line of text.
pub fn read_external_id(text: &str) -> Result<&str, NameProblem> {
    read_line(text, MAX_EXTERNAL_ID)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_external_id_is_one_short_line() {
        assert_eq!(read_external_id(" D-048213 "), Ok("D-048213"));
        assert_eq!(read_external_id(" "), Err(NameProblem::Missing));
        assert_eq!(read_external_id(&"1".repeat(65)), Err(NameProblem::TooLong));
        assert_eq!(read_external_id("a\nb"), Err(NameProblem::Invalid));
    }

    #[test]
    fn a_group_is_kept_changed_or_removed() {
        let group = |json: &str| serde_json::from_str::<DeviceChanges>(json).map(|changes| changes.group);
        assert_eq!(group("{}").unwrap(), None);
        assert_eq!(group(r#"{"group":""}"#).unwrap(), Some(None));
        let id = DeviceGroupId::from_u128(7);
        assert_eq!(group(&format!(r#"{{"group":"{id}"}}"#)).unwrap(), Some(Some(id)));
        assert!(group(r#"{"group":"dev_00000000000000000000000007"}"#).is_err());
    }
}
