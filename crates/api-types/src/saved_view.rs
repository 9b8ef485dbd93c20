//! Saved views of the member list.

use serde::{Deserialize, Serialize};

use crate::{SavedViewId, Timestamp};

/// Maximum length of a name, in characters.
pub const MAX_VIEW_NAME: usize = 60;

/// A named view of the member list. Only its owner can see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: SavedViewId,
    pub name: String,
    /// Search, filters, order and columns, as in the URL after `?`.
    pub query: String,
    pub created_at: Timestamp,
}

/// Request body of `PUT …/saved-views`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSavedView {
    /// 1 to 60 characters. An existing view of yours with this name is replaced.
    pub name: String,
    /// At most 4,000 bytes.
    pub query: String,
}
