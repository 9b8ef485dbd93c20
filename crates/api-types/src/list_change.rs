//! What a stream of changes says.

use serde::{Deserialize, Serialize};

/// Rows of a list have changed, come or gone. What they are now is read as usual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListChange {
    /// The list: `members`, `roles`, `companies`, `contacts`, `devices`, `device-groups`, `grants`, `access-requests`,
    /// `audit-events` or `api-keys`; `organization` for the organization itself and its settings; of the caller,
    /// `membership`, `account`, `saved-views` or `jobs`. More can follow.
    pub list: String,
    /// Ids of the rows. Absent: they are not known, or too many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// Whether the caller's account has done it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// The name of the event that a stream begins with.
pub const STREAM_STARTED: &str = "start";

/// The name of the event after which everything can be stale: changes were missed, or the caller's permissions are
/// other ones now.
pub const STREAM_RESET: &str = "reset";

/// The name of the event with a [`ListChange`].
pub const LIST_CHANGED: &str = "change";
