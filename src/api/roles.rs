//! `/organizations/{org}/roles`

use api_types::{List, OrganizationId, Role};

use super::{Query, organizations::path};

/// `GET …/roles`: every role, with the number of its holders.
pub fn roles(organization: OrganizationId) -> Query<List<Role>> {
    Query::new(path(organization, "/roles"))
}
