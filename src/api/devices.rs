//! `/organizations/{org}/devices`, `…/device-groups`, and the grants of members

use api_types::{
    AccessBy, Device, DeviceAccess, DeviceBulk, DeviceBulkResults, DeviceChanges, DeviceGroup, DeviceGroupChanges,
    DeviceGroupDeletion, DeviceGroups, DeviceId, Grant, GrantChanges, GrantId, List, MemberGrants, MemberId, NewDevice,
    NewDeviceGroup, NewGrant, OrganizationId,
};

use super::{Change, Query, organizations::path};
use crate::paths::query;

/// `GET …/devices`: the first whose texts have `find` in them.
pub fn devices(organization: OrganizationId, find: &str) -> Query<List<Device>> {
    let find = Some(find).filter(|find| !find.is_empty()).map(|find| ("q", find.to_owned()));
    Query::new(path(organization, &["/devices", &query(find)].concat()))
}

/// `GET …/devices/{device}`
pub fn device(organization: OrganizationId, device: DeviceId) -> Query<Device> {
    Query::new(device_path(organization, device))
}

/// `POST …/devices`
pub fn create_device(organization: OrganizationId, new: &NewDevice) -> Change<Device> {
    Change::create(path(organization, "/devices"), new)
}

/// `PATCH …/devices/{device}`, of the device as it was in this version.
pub fn update_device(organization: OrganizationId, device: &Device, changes: &DeviceChanges) -> Change<Device> {
    Change::patch(device_path(organization, device.id), changes).if_match(device.version)
}

/// `POST …/devices/bulk`
pub fn bulk_devices(organization: OrganizationId, bulk: &DeviceBulk) -> Change<DeviceBulkResults> {
    Change::post(path(organization, "/devices/bulk")).json(bulk)
}

/// `GET …/devices/{device}/access`: a page of the people.
pub fn device_access(
    organization: OrganizationId,
    device: DeviceId,
    (find, by): (&str, Option<AccessBy>),
    cursor: Option<String>,
) -> Query<List<DeviceAccess>> {
    let find = Some(find).filter(|find| !find.is_empty()).map(|find| ("q", find.to_owned()));
    let by = by.map(|by| ("by", by.to_string()));
    let parameters = find.into_iter().chain(by).chain(cursor.map(|cursor| ("cursor", cursor)));
    Query::new([&*device_path(organization, device), "/access", &query(parameters)].concat())
}

/// `GET …/device-groups`
pub fn device_groups(organization: OrganizationId) -> Query<DeviceGroups> {
    Query::new(path(organization, "/device-groups"))
}

/// `POST …/device-groups`
pub fn create_device_group(organization: OrganizationId, new: &NewDeviceGroup) -> Change<DeviceGroup> {
    Change::create(path(organization, "/device-groups"), new)
}

/// `PATCH …/device-groups/{group}`, of the group as it was in this version.
pub fn update_device_group(
    organization: OrganizationId,
    group: &DeviceGroup,
    changes: &DeviceGroupChanges,
) -> Change<DeviceGroup> {
    Change::patch(group_path(organization, group), changes).if_match(group.version)
}

/// `DELETE …/device-groups/{group}`
pub fn delete_device_group(
    organization: OrganizationId,
    group: &DeviceGroup,
    known: &DeviceGroupDeletion,
) -> Change<()> {
    Change::delete(group_path(organization, group)).json(known)
}

/// `GET …/members/{member}/grants`
pub fn member_grants(organization: OrganizationId, member: MemberId) -> Query<MemberGrants> {
    Query::new(grants_path(organization, member))
}

/// `POST …/members/{member}/grants`
pub fn add_grant(organization: OrganizationId, member: MemberId, new: &NewGrant) -> Change<MemberGrants> {
    Change::post(grants_path(organization, member)).json(new)
}

/// `PATCH …/members/{member}/grants/{grant}`, of the grant as it was in this version.
pub fn change_grant(
    organization: OrganizationId,
    member: MemberId,
    grant: &Grant,
    changes: &GrantChanges,
) -> Change<MemberGrants> {
    Change::patch(grant_path(organization, member, grant.id), changes).if_match(grant.version)
}

/// `DELETE …/members/{member}/grants/{grant}`
pub fn end_grant(organization: OrganizationId, member: MemberId, grant: GrantId) -> Change<()> {
    Change::delete(grant_path(organization, member, grant))
}

fn device_path(organization: OrganizationId, device: DeviceId) -> String {
    path(organization, &["/devices/", &device.to_string()].concat())
}

fn group_path(organization: OrganizationId, group: &DeviceGroup) -> String {
    path(organization, &["/device-groups/", &group.id.to_string()].concat())
}

fn grants_path(organization: OrganizationId, member: MemberId) -> String {
    path(organization, &["/members/", &member.to_string(), "/grants"].concat())
}

fn grant_path(organization: OrganizationId, member: MemberId, grant: GrantId) -> String {
    [&*grants_path(organization, member), "/", &grant.to_string()].concat()
}
