//! Access of members to devices: by their roles, and by grants on a device or a group.

use serde::{Deserialize, Serialize};

use crate::{
    AccessRequestId, Date, DeviceGroupId, DeviceGroupRef, DeviceId, DeviceRef, GrantId, MemberRef, RoleRef, Timestamp,
    listing::named,
};

/// Maximum number of grants of a member.
pub const MAX_GRANTS: usize = 500;

/// What a member can do with a device. Each level includes the levels before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceLevel {
    View,
    Operate,
    Manage,
}

named!(DeviceLevel, 3: View = "view", Operate = "operate", Manage = "manage");

/// Access of one member to one device, or to all devices of a group and its subgroups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    pub id: GrantId,
    /// Either a device or a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupRef>,
    pub level: DeviceLevel,
    /// Last day, in the organization's time zone; absent: it does not end by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_by: Option<MemberRef>,
    pub granted_at: Timestamp,
    /// The request that it answers: `granted_by` approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<AccessRequestId>,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// Response of `GET …/members/{member}/grants`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberGrants {
    /// Those on groups first, each by name.
    pub items: Vec<Grant>,
    /// What the member's roles give on all devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_role: Option<DeviceLevel>,
}

/// Request body of `POST …/members/{member}/grants`. A member has at most one grant on the same device or group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewGrant {
    /// Either a device or a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupId>,
    /// At most the caller's own level there.
    pub level: DeviceLevel,
    /// Last day, in the organization's time zone: today or later.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Request body of `PATCH …/members/{member}/grants/{grant}`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantChanges {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DeviceLevel>,
    /// Last day: today or later. An empty string: it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Somebody who can reach a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceAccess {
    pub member: MemberRef,
    pub email: String,
    /// The highest level of all ways.
    pub level: DeviceLevel,
    /// Last day with this level; absent: it does not end by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What remains after that day; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<DeviceLevel>,
    /// Every way, the highest level first.
    pub ways: Vec<AccessWay>,
}

/// A source of access to a device: a role, or a grant on the device or on one of its groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessWay {
    pub level: DeviceLevel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Grant>,
}

/// Which people can be listed of those who reach a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccessBy {
    Role,
    Grant,
}

named!(AccessBy, 2: Role = "role", Grant = "grant");
