//! The list of roles.

use super::{Listing, named};

/// The roles of an organization.
pub const ROLES: Listing = Listing {
    name: "roles",
    columns: &RoleColumn::NAMES,
    sorted: &RoleColumn::NAMES,
    newest_first: false,
    filters: &[],
    searched: &["name", "description"],
    search_fields: &[],
};

/// A column of the list of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleColumn {
    /// Sorts by the position of the role, the one with the most permissions first.
    Name,
    Holders,
    Permissions,
}

named!(RoleColumn, 3: Name = "name", Holders = "holders", Permissions = "permissions");
