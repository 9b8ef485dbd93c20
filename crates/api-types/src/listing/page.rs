//! A page of a list with cursor pagination, and the values of its filters.

use serde::{Deserialize, Serialize};

/// Rows of a page unless a request says otherwise.
pub const PAGE_SIZE: u64 = 50;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct List<T> {
    /// The rows of this page, in the requested order.
    pub items: Vec<T>,
    /// Opaque value for `cursor` to get the next page; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Number of rows in the whole list.
    pub total: Total,
    /// Version of the list, if it has one. Pages with the same version are consistent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

/// The number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Total {
    pub count: u64,
    /// `false`: counting stopped at `count`; there may be more rows.
    pub exact: bool,
}

/// The values of a filter that match at least one row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOptions {
    /// Selected values first. Then people and companies by number of rows, other values in a fixed order.
    pub items: Vec<FilterOption>,
    /// There are more values; use `find` to narrow them.
    #[serde(default)]
    pub more: bool,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOption {
    /// Value for the query parameter.
    pub value: String,
    /// Display name; absent for values that the app names itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Key of the role, in the filter `role`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Number of rows that match this value, the search and all other filters.
    pub rows: Total,
}
