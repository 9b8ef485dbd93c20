//! Giving many members another supervisor at once.

use serde::{Deserialize, Serialize};

use crate::MemberId;

/// Maximum number of members that a replacement names, in its request and in its response.
pub const MAX_SUPERVISOR_MEMBERS: usize = 2_000;

/// Request body of `POST …/supervisors/replace`. It says who is concerned by `from`, by `members`, or by both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SupervisorReplacement {
    /// The supervisor who is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<MemberId>,
    /// Only these members, at most 2,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<MemberId>>,
    /// Their new supervisor, an active member. If absent, they have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<MemberId>,
    /// Returns who is concerned without changing anything.
    #[serde(default)]
    pub dry_run: bool,
}

/// The members whose supervisor changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplacedSupervisors {
    pub count: u64,
    /// The first 2,000, by name.
    pub members: Vec<ReplacedSupervisor>,
}

/// A member whose supervisor changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplacedSupervisor {
    pub id: MemberId,
    /// The name, or the e-mail address if there is no name.
    pub name: String,
    /// The supervisor before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<MemberId>,
}
