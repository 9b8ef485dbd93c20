//! Views that somebody has given a name, to come back to them.

use serde::{Deserialize, Serialize};

use crate::{SavedViewId, Timestamp};

/// The longest name, in characters.
pub const MAX_VIEW_NAME: usize = 60;

/// A view of the list of members under a name; seen by whoever saved it and by nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: SavedViewId,
    pub name: String,
    /// Search, filters, order and columns, as they stand in an address behind the `?`.
    pub query: String,
    pub created_at: Timestamp,
}

/// What is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSavedView {
    /// 1 to 60 characters; the reader has no other view of this name in the organization.
    pub name: String,
    /// At most 4,000 characters.
    pub query: String,
}
