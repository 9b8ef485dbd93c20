//! The list of companies.

use serde::{Deserialize, Serialize};

use super::{Filter, FilterValues, Listing, named};

/// The companies of an organization, archived ones included.
pub const COMPANIES: Listing = Listing {
    name: "companies",
    columns: &CompanyColumn::NAMES,
    sorted: &CompanyColumn::NAMES,
    newest_first: false,
    filters: &[
        Filter { name: CompanyFilter::Status.as_str(), values: FilterValues::Named(&CompanyStatus::NAMES), none: None },
        Filter { name: CompanyFilter::Members.as_str(), values: FilterValues::Named(&[]), none: Some("none") },
    ],
    searched: &["name", "number"],
    search_fields: &[],
};

/// A column of the list of companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompanyColumn {
    Name,
    Number,
    Members,
    /// Number of members whose main company it is.
    MainFor,
    Status,
}

named!(CompanyColumn, 5:
    Name = "name",
    Number = "number",
    Members = "members",
    MainFor = "main_for",
    Status = "status",
);

/// A filter of the list of companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompanyFilter {
    Status,
    /// Only `none`: companies without members.
    Members,
}

named!(CompanyFilter, 2: Status = "status", Members = "members");

/// Status of a company. Sorting by status uses this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CompanyStatus {
    Active,
    /// Stays with its members, but nobody can be added to it.
    Archived,
}

named!(CompanyStatus, 2: Active = "active", Archived = "archived");
