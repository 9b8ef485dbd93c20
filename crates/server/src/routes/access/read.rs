//! What questions are about. What is not known is no error: nobody has access to it.

use api_types::{AccessAction, DeviceLevel, Permission, Resource, Subject};

use super::May;
use crate::store::grants::{DeviceName, UserName, Wanted};

/// What a question lacks to be one about something that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// Subjects are users.
    SubjectType,
    /// Resources are devices and the organization.
    ResourceType,
    /// Another organization than the key's, or none.
    Organization,
    /// No such action on a resource of this type.
    Action,
}

/// The type of users.
pub const USER: &str = "user";
/// The types of resources.
pub const DEVICE: &str = "device";
pub const ORGANIZATION: &str = "organization";

/// A type of resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResourceType {
    Device,
    Organization,
}

pub fn user(subject: &Subject) -> Result<UserName, Unknown> {
    user_type(&subject.kind)?;
    let id = subject.id.as_str();
    let member = id.parse().map(UserName::Member);
    let account = || id.parse().map(UserName::Account);
    Ok(member.or_else(|_| account()).unwrap_or_else(|_| UserName::Email(id.to_owned())))
}

pub fn user_type(kind: &str) -> Result<(), Unknown> {
    if kind == USER { Ok(()) } else { Err(Unknown::SubjectType) }
}

pub fn resource_type(kind: &str) -> Result<ResourceType, Unknown> {
    match kind {
        DEVICE => Ok(ResourceType::Device),
        ORGANIZATION => Ok(ResourceType::Organization),
        _ => Err(Unknown::ResourceType),
    }
}

pub fn device(id: &str) -> DeviceName {
    id.parse().map(DeviceName::Id).unwrap_or_else(|_| DeviceName::External(id.to_owned()))
}

/// Whether this is the organization of the key.
pub fn organization(id: &str, may: &May) -> Result<(), Unknown> {
    if id.parse() == Ok(may.organization()) { Ok(()) } else { Err(Unknown::Organization) }
}

pub fn level(action: &AccessAction) -> Result<DeviceLevel, Unknown> {
    action.name.parse().map_err(|_| Unknown::Action)
}

pub fn permission(action: &AccessAction) -> Result<Permission, Unknown> {
    let known = action.name.parse().ok().filter(|permission| *permission != Permission::Unknown);
    known.ok_or(Unknown::Action)
}

/// What a question asks for.
pub fn wanted(action: &AccessAction, resource: &Resource, may: &May) -> Result<Wanted, Unknown> {
    match resource_type(&resource.kind)? {
        ResourceType::Device => Ok(Wanted::Device(device(&resource.id), level(action)?)),
        ResourceType::Organization => {
            organization(&resource.id, may)?;
            Ok(Wanted::Organization(permission(action)?))
        }
    }
}
