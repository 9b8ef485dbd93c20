//! Members: the people of an organization, invited ones included.

use serde::{Deserialize, Serialize};

use crate::{CompanyId, Delivery, Language, MemberId, OrganizationId, RoleRef, Timestamp, filter::named};

/// One person in one organization, the same record from invitation to removal.
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
    /// Given and family name as one, in the order of their script; absent while invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Short mark on documents, for example `JGR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    pub status: MemberStatus,
    pub roles: Vec<RoleRef>,
    /// Absent: not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor: Option<bool>,
    /// The main one first.
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
    /// While it is pending or expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Invitation>,
    /// Counts changes of this record.
    pub version: i64,
}

/// Something with a name, as others refer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named<Id> {
    pub id: Id,
    pub name: String,
}

/// An invitation that has not been accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    pub expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// How often it was sent by mail.
    pub times_sent: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What its mails are written in.
    #[serde(default)]
    pub language: Language,
    /// The newest mail about it; absent when there was none since the links were last replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

/// Where a member stands. Sorting by status follows this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// May sign in.
    Active,
    /// Invited and not yet accepted.
    Invited,
    /// The invitation ran out.
    Expired,
    /// Registered, but may not sign in here.
    Inactive,
}

named!(MemberStatus, 4:
    Active = "active",
    Invited = "invited",
    Expired = "expired",
    Inactive = "inactive",
);
