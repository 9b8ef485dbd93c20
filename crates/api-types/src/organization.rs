//! Organizations: the tenants.

use serde::{Deserialize, Serialize};

use crate::{InvitationSettings, MemberId, OrganizationId, Permission, RoleRef, Timestamp};

/// An organization as the caller sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    pub id: OrganizationId,
    /// The number people know it by, for example `10234`; unique.
    pub number: String,
    pub name: String,
    /// Only for those who may manage the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Only for those who may see its members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<Seats>,
    /// Only for those who may invite people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitations: Option<InvitationSettings>,
    /// The caller's own record here.
    pub member_id: MemberId,
    /// The caller's own roles here.
    pub roles: Vec<RoleRef>,
    /// What the caller may do here, everything counted together.
    pub permissions: Vec<Permission>,
}

/// `GET /organizations/{organization}/membership`: how the caller belongs to an organization, and whom to ask there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_since: Option<Timestamp>,
    /// Name, or else address, of whoever invited: the invitation named them, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<String>,
    /// The names of the caller's companies, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<String>,
    /// Whom to ask: at most five administrators, the inviter first, then the longest-standing. Only where the
    /// organization has decided to name them to all its members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub administrators: Vec<AdministratorContact>,
}

/// How to reach an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdministratorContact {
    pub name: String,
    pub email: String,
}

/// How many people the organization has and may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seats {
    /// Members of every status, pending invitations included.
    pub used: u64,
    /// Absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

/// `POST /organizations`; whoever creates it administers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewOrganization {
    /// 1 to 120 characters.
    pub name: String,
    /// 1 to 20 letters, digits and hyphens; unique. Absent: the server chooses the next free number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}
