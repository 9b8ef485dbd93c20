//! Everything that is held about one person in one organization.

use serde::{Deserialize, Serialize};

use crate::{
    AccessRequest, AuditEvent, AuditEventId, DeliveryState, Member, MemberId, MemberReference, OrganizationRef,
    Passkey, SavedView, Timestamp,
};

/// Response of `GET …/members/{member}/export`: everything that is held about a member in the organization. Other
/// people are in it by name only. It contains no passwords, tokens and secrets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberExport {
    pub person: ExportedPerson,
    /// Whose supervisor the member is.
    pub supervises: Vec<ExportedMember>,
    /// Whom the member has invited.
    pub invited: Vec<ExportedMember>,
    /// What happened to the member, the oldest first.
    pub events_about: Vec<AuditEvent>,
    /// What the member did in the organization, the oldest first.
    pub events_by: Vec<ExportedEvent>,
    /// What happened to the member's account; only if the account belongs to no other organization.
    pub events_of_account: Vec<ExportedEvent>,
    /// What the member asked for access to, the oldest first.
    #[serde(default)]
    pub access_requests: Vec<AccessRequest>,
}

/// What is held about a person, apart from long lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedPerson {
    pub organization: OrganizationRef,
    pub exported_at: Timestamp,
    /// The record in the organization. It has no `actions`.
    pub member: Member,
    /// Absent if there is none, or if it also belongs to other organizations: then it is its owner's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<ExportedAccount>,
    /// Open sessions; only with the account.
    pub sessions: Vec<ExportedSession>,
    /// Only with the account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passkeys: Vec<Passkey>,
    /// Mails about the member, and with the account also those about it. Mails are deleted after 180 days.
    pub mails: Vec<ExportedMail>,
    /// What needs the member in other programs.
    pub references: Vec<MemberReference>,
    pub saved_views: Vec<SavedView>,
}

/// The account of an exported person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedAccount {
    pub email: String,
    pub name: String,
    pub two_factor: bool,
    pub created_at: Timestamp,
}

/// A session of an exported person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedSession {
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    pub expires_at: Timestamp,
    /// What the browser calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// Where it signed in from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A mail about an exported person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedMail {
    /// For example `invitation` or `password_reset`.
    pub kind: String,
    pub created_at: Timestamp,
    pub state: DeliveryState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
}

/// Another person in an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedMember {
    pub id: MemberId,
    /// Absent for invited people, who have no name yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Something that an exported person did, or that happened to their account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedEvent {
    pub id: AuditEventId,
    pub at: Timestamp,
    /// Noun and verb, for example `member.changed`.
    pub action: String,
    /// The member that it happened to, if it happened to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<ExportedMember>,
    /// The IP address of the person's request. Absent if another user caused the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}
