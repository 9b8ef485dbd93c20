//! From the first day of a member to the last: deactivating, removing, restoring.

use serde::{Deserialize, Serialize};

use crate::{Date, MemberId, MemberReference};

/// Request body of `POST …/members/{member}/deactivate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeactivateMember {
    /// Why, at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Becomes the supervisor of those whom the member supervises; they keep the member if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<MemberId>,
}

/// Request body of `DELETE …/members/{member}/second-factor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetSecondFactor {
    /// For the audit log, at most 2,000 characters.
    pub reason: String,
}

/// Request body of `POST …/members/{member}/restore`. No body means the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RestoreMember {
    /// Whether a removed member gets its roles back; `true` by default.
    #[serde(default = "yes")]
    pub roles: bool,
}

fn yes() -> bool {
    true
}

impl Default for RestoreMember {
    fn default() -> Self {
        Self { roles: true }
    }
}

/// Dates of access lie at most this many years ahead.
pub const MAX_SCHEDULE_YEARS: i16 = 10;

/// Request body of `PUT …/members/{member}/schedule`: between which days the member has access, in the organization's
/// time zone. An absent date is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberSchedule {
    /// First day with access: after today. Until then the member is inactive; its sessions and links end at once.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_from: Option<Date>,
    /// Last day with access: today or later, and not before the first day.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_until: Option<Date>,
}

/// Response of `GET …/members/{member}/blockers`: what depends on a member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberBlockers {
    /// Number of members whose supervisor it is.
    pub reports: u64,
    /// Ids of those members, at most 2,000.
    #[serde(default)]
    pub report_ids: Vec<MemberId>,
    /// Number of invitations that it sent and that are not accepted yet.
    pub pending_invitations: u64,
    /// What needs the member in other programs; at most 50. The member cannot be removed until there is nothing left.
    #[serde(default)]
    pub references: Vec<MemberReference>,
    /// Number of all references.
    #[serde(default)]
    pub reference_count: u64,
}
