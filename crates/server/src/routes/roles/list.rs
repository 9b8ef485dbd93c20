//! `GET /organizations/{organization}/roles` and `…/export`.

use api_types::{List, Role, RoleColumn};

use crate::{
    routes::listing::{Export, list_routes},
    store::roles::Roles,
};

/// A page of roles, for OpenAPI.
type RoleList = List<Role>;

list_routes! {
    Roles, "roles",
    /// List the roles of an organization, each with the number of its holders
    list list_roles("/organizations/{organization}/roles") -> RoleList,
    /// Export the list of roles as CSV (RFC 4180, UTF-8) with the matching rows and the chosen columns
    export export_roles("/organizations/{organization}/roles/export"),
}

impl Export for Roles {
    const FIRST: &'static [&'static str] = &["id", RoleColumn::Name.as_str()];

    fn cell(role: &Role, column: &str) -> String {
        let Ok(column) = column.parse() else { return role.id.to_string() };
        match column {
            RoleColumn::Name => role.name.clone(),
            RoleColumn::Holders => role.holders.to_string(),
            RoleColumn::Permissions => role.permissions.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        }
    }
}
