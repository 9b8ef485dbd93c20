//! `/organizations`

use api_types::{List, NewOrganization, Organization, OrganizationId};

use super::{Api, ApiError};
use crate::paths::query;

impl Api {
    /// `GET /organizations`: those of the reader whose name or number matches.
    pub async fn organizations(&self, search: &str, cursor: Option<String>) -> Result<List<Organization>, ApiError> {
        let search = Some(search).filter(|search| !search.is_empty()).map(|search| ("q", search.to_owned()));
        let parameters = search.into_iter().chain(cursor.map(|cursor| ("cursor", cursor)));
        self.get(&format!("/organizations{}", query(parameters))).await
    }

    /// `GET /organizations/{org}`
    pub async fn organization(&self, id: OrganizationId) -> Result<Organization, ApiError> {
        self.get(&format!("/organizations/{id}")).await
    }

    /// `POST /organizations`; a second try with the same `key` creates nothing more.
    pub async fn create_organization(&self, new: &NewOrganization, key: &str) -> Result<Organization, ApiError> {
        self.post("/organizations", new, key).await
    }
}
