//! Saved views of lists.

use serde::{Deserialize, Serialize};

use crate::{SavedViewId, Timestamp};

/// Maximum length of a name, in characters.
pub const MAX_VIEW_NAME: usize = 60;

/// Maximum length of a query, in bytes.
pub const MAX_VIEW_QUERY: usize = 4_000;

/// A named view of a list. Only its owner can see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: SavedViewId,
    /// Name of the list, for example `members`.
    pub list: String,
    pub name: String,
    /// Search, filters, order and columns, as in the URL after `?`.
    pub query: String,
    pub created_at: Timestamp,
}

/// Request body of `PUT …/saved-views`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSavedView {
    /// Name of the list, for example `members`.
    pub list: String,
    /// 1 to 60 characters; unique among your views of the list.
    pub name: String,
    /// At most 4,000 bytes.
    pub query: String,
    /// Whether a view of this name is replaced. Otherwise, the name is `taken`.
    #[serde(default)]
    pub replace: bool,
}

/// Request body of `PATCH …/saved-views/{view}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedViewChanges {
    /// 1 to 60 characters; unique among your views of the list.
    pub name: String,
}
