//! Organizations, the tenants.

use serde::{Deserialize, Serialize};

use crate::{InvitationSettings, MemberId, OrganizationId, Permission, RoleRef, Timestamp};

/// Maximum length of an organization's number, in characters.
pub const MAX_ORGANIZATION_NUMBER: usize = 20;

/// Maximum number of days until people without a second factor are shut out.
pub const MAX_GRACE_DAYS: u16 = 90;
/// The same, if nothing else is said.
pub const DEFAULT_GRACE_DAYS: u16 = 14;

/// An organization as the caller can see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    pub id: OrganizationId,
    /// Unique number of the organization, for example `10234`.
    pub number: String,
    pub name: String,
    /// Only if the caller can manage the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Only if the caller can read the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<Seats>,
    /// Number of companies, including archived ones. Only if the caller can read the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companies: Option<u64>,
    /// Number of devices. Only if the caller can read the devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub devices: Option<u64>,
    /// Number of access requests that wait for an answer. Only if the caller can answer them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_requests: Option<u64>,
    /// Number of contacts. Only if the caller can read the contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<u64>,
    /// Only if the caller can invite or manage people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitations: Option<InvitationSettings>,
    /// Id of the caller's member record.
    pub member_id: MemberId,
    /// The caller's roles in this organization.
    pub roles: Vec<RoleRef>,
    /// The caller's effective permissions in this organization.
    pub permissions: Vec<Permission>,
    /// The IANA time zone in which its days begin, for example `Europe/Berlin`.
    #[serde(default = "utc")]
    pub time_zone: String,
    /// Absent if Roster manages the passwords. Only if the caller can read the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_provider: Option<IdentityProvider>,
    /// From then on, the organization is closed to members without a second factor. Absent if none is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor_from: Option<Timestamp>,
    /// Colour of buttons and links, such as `#1d63a8`. Absent: the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// URL of the logo on this server. Another logo has another URL. Absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Whether it is disabled or deleted. Only people who can open it again learn this, and only from the list.
    #[serde(default, skip_serializing_if = "crate::invitation::is_false")]
    pub disabled: bool,
    /// When everything in it is erased. Only if it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_at: Option<Timestamp>,
    /// Version of its settings; every change increases it.
    #[serde(default)]
    pub version: i64,
}

fn utc() -> String {
    "UTC".to_owned()
}

/// The identity provider that manages the passwords of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IdentityProvider {
    /// 1 to 120 characters.
    pub name: String,
    /// URL of the page where passwords are changed, `https:` or `http:`.
    pub url: String,
}

/// Maximum number of organizations that an account can pin.
pub const MAX_PINNED_ORGANIZATIONS: u64 = 20;

/// Response of `GET /organizations/recent`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecentOrganizations {
    /// Those that the caller has pinned, by name.
    pub pinned: Vec<Organization>,
    /// Others that the caller has used, the last one first.
    pub recent: Vec<Organization>,
}

/// An organization by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationRef {
    pub id: OrganizationId,
    pub name: String,
}

/// Response of `GET /organizations/{organization}/membership`: the caller's membership and whom to contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_since: Option<Timestamp>,
    /// Where the organization's people come from: `https:`. Absent if there is no link back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_url: Option<String>,
    /// The inviter's name, or e-mail address if there is no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<String>,
    /// Names of the caller's companies. The main company comes first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<String>,
    /// Administrators to contact, at most five: the inviter first, then the longest-standing ones. Empty unless the
    /// organization shows them to all members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub administrators: Vec<AdministratorContact>,
}

/// Name and e-mail address of an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdministratorContact {
    pub name: String,
    pub email: String,
}

/// Used seats and the seat limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seats {
    /// Members in any status, including pending invitations.
    pub used: u64,
    /// Absent if there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

/// Request body of `POST /organizations`. The caller becomes the administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewOrganization {
    /// 1 to 120 characters.
    pub name: String,
    /// 1 to 20 letters, digits and hyphens; unique. By default, the server chooses the next free number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// Request body of `DELETE /organizations/{organization}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizationDeletion {
    /// Name of the organization, exactly as it is.
    pub name: String,
}

/// Response of `GET /organizations/{organization}/contents`: how much a deletion deletes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationContents {
    /// Without invitations.
    pub members: u64,
    /// Invitations that are not accepted, expired ones included.
    pub invitations: u64,
    pub roles: u64,
    pub companies: u64,
    pub devices: u64,
    pub device_groups: u64,
    pub grants: u64,
    pub access_requests: u64,
    pub contacts: u64,
    pub api_keys: u64,
    pub saved_views: u64,
}
