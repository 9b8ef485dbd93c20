//! `GET /organizations/{organization}/companies`, `…/options` and `…/export`.

use api_types::{Company, CompanyColumn, List};

use crate::{
    routes::listing::{Export, list_routes},
    store::companies::Companies,
};

/// A page of companies, for OpenAPI.
type CompanyList = List<Company>;

list_routes! {
    Companies, "companies",
    /// List the companies of an organization, including archived ones
    list list_companies("/organizations/{organization}/companies") -> CompanyList,
    /// Export the list of companies as CSV (RFC 4180, UTF-8) with the matching rows and the chosen columns
    export export_companies("/organizations/{organization}/companies/export"),
    /// List the values of a filter of the list of companies, each with the number of matching companies
    options list_company_options("/organizations/{organization}/companies/options"),
}

impl Export for Companies {
    const FIRST: &'static [&'static str] = &["id", CompanyColumn::Name.as_str()];

    fn cell(company: &Company, column: &str) -> String {
        let Ok(column) = column.parse() else { return company.id.to_string() };
        match column {
            CompanyColumn::Name => company.name.clone(),
            CompanyColumn::Number => company.number.clone().unwrap_or_default(),
            CompanyColumn::Members => company.members.to_string(),
            CompanyColumn::MainFor => company.main_for.to_string(),
            CompanyColumn::Status => company.status.to_string(),
        }
    }
}
