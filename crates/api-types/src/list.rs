//! One page of a list, walked by cursor.

use serde::{Deserialize, Serialize};

/// One page and the way to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct List<T> {
    /// The rows of this page, in the order that was asked for.
    pub items: Vec<T>,
    /// Ask with `cursor=` this for what follows; absent on the last page. Opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many rows the whole list has, not only this page.
    pub total: Total,
    /// Counts changes of what is listed, where that is counted: pages of one version belong together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

/// A number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Total {
    pub count: u64,
    /// `false`: there are more than `count`, and counting stopped there.
    pub exact: bool,
}
