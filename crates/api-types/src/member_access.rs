//! Why a member has access.

use serde::{Deserialize, Serialize};

use crate::{DeviceLevel, Grant, Permission, RoleId, RoleRef};

/// Response of `GET …/members/{member}/access`: everything that gives a member access, and what it takes away to remove
/// one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberAccess {
    /// Whether the member can use it at this moment: only active members can.
    pub is_active: bool,
    /// In a fixed order.
    pub permissions: Vec<PermissionSource>,
    /// Roles first, the mightiest before the others, then grants. Without grants if the caller cannot see devices.
    pub sources: Vec<AccessSource>,
}

/// Where a permission comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PermissionSource {
    pub permission: Permission,
    /// Each of them gives it.
    pub roles: Vec<RoleId>,
}

/// Something that gives access: either a role or a grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessSource {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleRef>,
    /// With the request that it answers, if it answers one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Grant>,
    /// What it gives on devices; absent if it gives nothing there, or if the caller cannot see devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DeviceLevel>,
    /// Number of devices that it reaches.
    pub devices: u64,
    /// What the member could do in the organization by nothing else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_permissions: Vec<Permission>,
    /// Number of devices that the member could no longer reach without it.
    pub lost_devices: u64,
    /// Number of devices on which the member would have a lower level without it.
    pub lowered_devices: u64,
}
