//! `/organizations/{org}/roles`

use api_types::{List, NewPermissions, NewRole, OrganizationId, Role, RoleChanges, RoleEffect, RoleId};

use super::{Change, Query, organizations::path};
use crate::paths::query;

/// `GET …/roles`: every role, with the number of its holders.
pub fn roles(organization: OrganizationId) -> Query<List<Role>> {
    Query::new(path(organization, "/roles?limit=200"))
}

/// `GET …/roles/{role}`
pub fn role(organization: OrganizationId, role: RoleId) -> Query<Role> {
    Query::new(role_path(organization, role, ""))
}

/// `POST …/roles`
pub fn create_role(organization: OrganizationId, new: &NewRole) -> Change<Role> {
    Change::create(path(organization, "/roles"), new)
}

/// `PATCH …/roles/{role}`, of the role as it was in this version.
pub fn update_role(organization: OrganizationId, role: &Role, changes: &RoleChanges) -> Change<Role> {
    Change::patch(role_path(organization, role.id, ""), changes).if_match(role.version)
}

/// `DELETE …/roles/{role}`: its holders get the replacement.
pub fn delete_role(organization: OrganizationId, role: RoleId, replacement: Option<RoleId>) -> Change<()> {
    let replacement = replacement.map(|role| ("replacement", role.to_string()));
    Change::delete(role_path(organization, role, &query(replacement)))
}

/// `POST …/roles/{role}/effect`: what a change would do. It changes nothing.
pub fn role_effect(organization: OrganizationId, role: RoleId, wanted: &NewPermissions) -> Change<RoleEffect> {
    Change::post(role_path(organization, role, "/effect")).json(wanted)
}

fn role_path(organization: OrganizationId, role: RoleId, below: &str) -> String {
    path(organization, &["/roles/", &role.to_string(), below].concat())
}
