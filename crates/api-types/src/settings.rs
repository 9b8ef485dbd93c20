//! The settings of an organization.

use serde::{Deserialize, Serialize};

use crate::{IdentityProvider, RoleId, Timestamp};

/// Maximum number of allowed domains.
pub const MAX_DOMAINS: usize = 50;
/// Maximum length of a domain, in bytes.
pub const MAX_DOMAIN: usize = 253;
/// Maximum length of a URL in the settings, in bytes.
pub const MAX_URL: usize = 1_000;
/// The earliest reminder of an invitation, in days before its end.
pub const MAX_REMINDER_DAYS: u16 = 30;

/// Response of `GET /organizations/{organization}/settings`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationSettings {
    pub name: String,
    pub number: String,
    /// The IANA time zone in which its days begin.
    pub time_zone: String,
    /// Whether all members see who administers the organization.
    pub names_administrators: bool,
    /// Where its people go back to: `https:`. Absent if there is no link back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_url: Option<String>,
    /// From then on, the organization is closed to members without a second factor. Absent if none is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor_from: Option<Timestamp>,
    /// Absent if Roster manages the passwords.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_provider: Option<IdentityProvider>,
    /// Only addresses at these domains can be invited; empty allows all domains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_domains: Vec<String>,
    /// The domains of its members' addresses, the most frequent first; at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub email_domains: Vec<EmailDomain>,
    /// Lifetime of new invitations, in days.
    pub invitation_days: u16,
    /// Days before its end at which an invitation is reminded of; 0: never.
    pub reminder_days: u16,
    /// The role that new invitations begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_role: Option<RoleId>,
    /// Colour of buttons and links, such as `#1d63a8`. Absent: the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    pub seats: SeatUse,
    /// Where the subscription is paid: `https:`. Absent if this server has no such page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_url: Option<String>,
    /// Every change increases it.
    pub version: i64,
}

/// Who uses the seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeatUse {
    /// Active and inactive members.
    pub members: u64,
    /// Invitations that can still be accepted.
    pub pending: u64,
    /// Invitations that have expired. They keep their seat until they are withdrawn.
    pub expired: u64,
    /// Absent if there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

/// A domain of e-mail addresses, and how many members have one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailDomain {
    pub domain: String,
    /// In any status, including pending invitations.
    pub members: u64,
}

/// Request body of `PATCH /organizations/{organization}`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizationChanges {
    /// 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 1 to 20 letters, digits and hyphens; unique.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// An IANA time zone, for example `Europe/Berlin`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Whether all members see who administers the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names_administrators: Option<bool>,
    /// Where its people go back to: `https:`. An empty string: no link back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_url: Option<String>,
    /// With an empty name and URL, Roster manages the passwords.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_provider: Option<IdentityProvider>,
    /// Whether members need a second factor. The caller must have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub require_two_factor: Option<bool>,
    /// Days until members without a second factor are shut out, 0 to 90; 14 by default. Only when the requirement begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor_grace_days: Option<u16>,
    /// Only addresses at these domains can be invited. Empty: any domain. Otherwise the caller's own domain must be one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_domains: Option<Vec<String>>,
    /// Lifetime of new invitations, 1 to 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation_days: Option<u16>,
    /// Days before its end at which an invitation is reminded of, at most 30; 0: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminder_days: Option<u16>,
    /// Id of the role that new invitations begin with. An empty string: none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::id_or_empty")]
    pub default_role: Option<Option<RoleId>>,
    /// Colour of buttons and links: any hexadecimal colour of CSS, whose transparency is ignored. An empty string: the
    /// usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
}
