//! The audit log.

use serde::{Deserialize, Serialize};

use crate::{AuditEventId, MemberRef, TargetKind, Timestamp};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    pub id: AuditEventId,
    pub at: Timestamp,
    /// Who did it; absent if the server or its operator did it, or if the account no longer exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<AuditActor>,
    /// Stable name of what happened, noun and verb, for example `member.changed`.
    pub action: String,
    /// What it happened to. In the activity of a member, that is the member, and this is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<AuditTarget>,
    /// The fields that changed, as far as the log has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<AuditChange>,
    /// The IP address that the request came from. Only the audit log says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// `X-Request-Id` of the request. Only the audit log says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// What something happened to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditTarget {
    pub kind: TargetKind,
    /// Its id, with the prefix of its kind.
    pub id: String,
    /// Its present name; absent if it no longer exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditActor {
    #[serde(default)]
    pub kind: ActorKind,
    /// The name, or the e-mail address if there is no name.
    pub name: String,
    /// The actor's record, if the organization has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberRef>,
}

/// What the actor is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A member of the organization, present or removed.
    #[default]
    Member,
    /// A person with an account that is not in the organization, such as support.
    Outsider,
    /// An API key, which a program uses.
    ApiKey,
}

/// A changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditChange {
    /// Name of the field, for example `phone`.
    pub field: String,
    /// The values before. Empty if there was none, and for notes and messages, which the log does not keep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<AuditValue>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<AuditValue>,
}

/// A value of a changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditValue {
    /// The text, or the present name of what the field refers to; absent if that no longer exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// For roles: `administrator`, `editor` or `viewer` for predefined ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}
