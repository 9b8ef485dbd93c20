//! `/organizations/{org}/roles`

use api_types::{List, OrganizationId, Role};

use super::{Api, ApiError};

impl Api {
    /// `GET …/roles`: every role, with the number of its holders.
    pub async fn roles(&self, organization: OrganizationId) -> Result<Vec<Role>, ApiError> {
        let roles: List<Role> = self.get(&format!("/organizations/{organization}/roles")).await?;
        Ok(roles.items)
    }
}
