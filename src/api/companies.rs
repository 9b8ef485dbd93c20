//! `/organizations/{org}/companies`

use api_types::{Company, CompanyChanges, CompanyId, List, NewCompany, OrganizationId};

use super::{Change, Query, organizations::path};
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

/// `POST …/companies`
pub fn create_company(organization: OrganizationId, new: &NewCompany) -> Change<Company> {
    Change::create(path(organization, "/companies"), new)
}

/// `PATCH …/companies/{company}`, of the company as it was in this version.
pub fn update_company(organization: OrganizationId, company: &Company, changes: &CompanyChanges) -> Change<Company> {
    Change::patch(company_path(organization, company.id), changes).if_match(company.version)
}

fn company_path(organization: OrganizationId, company: CompanyId) -> String {
    path(organization, &["/companies/", &company.to_string()].concat())
}
