//! Members of an organization, including invited ones.

use serde::{Deserialize, Serialize};

use crate::{CompanyId, Delivery, Language, MemberId, OrganizationId, RoleRef, Timestamp, filter::named};

/// A user's membership in one organization, the same record from invitation to removal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    pub id: MemberId,
    pub organization_id: OrganizationId,
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Full name, in the order that its script uses; absent while invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Short code for documents, for example `JGR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    pub status: MemberStatus,
    pub roles: Vec<RoleRef>,
    /// Whether two-factor authentication is on; absent if unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor: Option<bool>,
    /// The main company comes first.
    #[serde(default)]
    pub companies: Vec<Named<CompanyId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<Named<MemberId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<Named<MemberId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in: Option<Timestamp>,
    /// Present while the invitation is pending or expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Invitation>,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// A reference: id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named<Id> {
    pub id: Id,
    pub name: String,
}

/// A pending or expired invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    pub expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// Number of times it was sent by mail.
    pub times_sent: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Language of its mails.
    #[serde(default)]
    pub language: Language,
    /// The newest mail about it; absent if there is none since the links were last replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

/// Status of a member. Sorting by status uses this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// Can sign in.
    Active,
    /// Invited; the invitation is not accepted yet.
    Invited,
    /// The invitation has expired.
    Expired,
    /// Deactivated. Cannot sign in to this organization.
    Inactive,
}

named!(MemberStatus, 4:
    Active = "active",
    Invited = "invited",
    Expired = "expired",
    Inactive = "inactive",
);
