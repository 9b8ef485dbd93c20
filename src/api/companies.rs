//! `/organizations/{org}/companies`

use api_types::{Company, CompanyChanges, CompanyId, List, NewCompany, OrganizationId};

use super::{Api, ApiError, Query, organizations::path};
use crate::paths::query;

/// `GET …/companies`: those that members can be added to and whose names have `find` in them.
pub fn companies(organization: OrganizationId, find: &str) -> Query<List<Company>> {
    let find = Some(find).filter(|find| !find.is_empty()).map(|find| ("q", find.to_owned()));
    let parameters = [("status", "active".to_owned())].into_iter().chain(find);
    Query::new(path(organization, &["/companies", &query(parameters)].concat()))
}

/// `GET …/companies/{company}`
pub fn company(organization: OrganizationId, company: CompanyId) -> Query<Company> {
    Query::new(company_path(organization, company))
}

fn company_path(organization: OrganizationId, company: CompanyId) -> String {
    path(organization, &["/companies/", &company.to_string()].concat())
}

impl Api {
    /// `POST …/companies`
    pub async fn create_company(&self, organization: OrganizationId, new: &NewCompany) -> Result<Company, ApiError> {
        self.post(&path(organization, "/companies"), new, "").await
    }

    /// `PATCH …/companies/{company}`, of the company as it was in this version.
    pub async fn update_company(
        &self,
        organization: OrganizationId,
        company: &Company,
        changes: &CompanyChanges,
    ) -> Result<Company, ApiError> {
        self.update(&company_path(organization, company.id), changes, company.version).await
    }
}
