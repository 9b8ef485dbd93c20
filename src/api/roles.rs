//! `/organizations/{org}/roles`

use api_types::{List, OrganizationId, Role};

use super::{Question, organizations::path};

/// `GET …/roles`: every role, with the number of its holders.
pub fn roles(organization: OrganizationId) -> Question<List<Role>> {
    Question::new(path(organization, "/roles"))
}
