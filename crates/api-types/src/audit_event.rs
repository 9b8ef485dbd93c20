//! The audit log.

use serde::{Deserialize, Serialize};

use crate::{AuditEventId, MemberRef, Timestamp};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    pub id: AuditEventId,
    pub at: Timestamp,
    /// Who did it; absent if the server did it by itself, or if the account no longer exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<AuditActor>,
    /// Stable name of what happened, noun and verb, for example `member.changed`.
    pub action: String,
    /// The fields that changed, as far as the log has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<AuditChange>,
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
    /// An account, which a person signs in to.
    #[default]
    Account,
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
