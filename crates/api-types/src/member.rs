//! Members of an organization, including invited ones.

use serde::{Deserialize, Serialize};

use crate::{
    CompanyRef, Date, Delivery, EmailChange, Language, MemberId, OrganizationId, RoleRef, Timestamp, listing::named,
};

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Job title, for example `Head of Facilities`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Language of mails to the member; absent if none was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// A note for everybody who can see the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub status: MemberStatus,
    /// Why the member is inactive, for example `parental leave until March`; only with that status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inactive_note: Option<String>,
    /// First day with access, in the organization's time zone. Only while it lies ahead; until then the member is
    /// inactive.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_from: Option<Date>,
    /// Last day with access, in the organization's time zone. Then the member becomes inactive.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_until: Option<Date>,
    pub roles: Vec<RoleRef>,
    /// Whether two-factor authentication is on; absent if unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor: Option<bool>,
    /// The main company comes first.
    #[serde(default)]
    pub companies: Vec<CompanyRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<MemberRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<MemberRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in: Option<Timestamp>,
    /// Present until the member has joined. While the member is inactive, the invitation has not been sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Invitation>,
    /// A change of the address that is not confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_change: Option<EmailChange>,
    /// When the invitation was withdrawn; only with that status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Timestamp>,
    /// When the member was removed; only with that status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Timestamp>,
    /// What can be done with a member of this status, and whether the caller can.
    #[serde(default)]
    pub actions: Vec<AllowedAction>,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// An action on a member, and whether the caller can do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllowedAction {
    pub action: MemberAction,
    pub allowed: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ActionRefusal>,
}

/// An action on a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberAction {
    /// `PUT …/roles`
    SetRoles,
    /// `PATCH`
    Update,
    /// `POST …/resend`
    Resend,
    /// `POST …/link`
    Link,
    /// `POST …/withdraw`
    Withdraw,
    /// `POST …/restore`
    Restore,
    /// `POST …/activate`
    Activate,
    /// `POST …/deactivate`
    Deactivate,
    /// `DELETE`
    Remove,
    /// `DELETE …/sessions`
    EndSessions,
    /// `POST …/password-reset`
    PasswordReset,
    /// `DELETE …/second-factor`. Only for members who have one.
    ResetSecondFactor,
    /// `POST …/email-change`
    ChangeEmail,
    /// `PUT …/schedule`
    SetSchedule,
    /// `POST …/supervisors/replace` with this member as `from`. Only for supervisors.
    ReplaceSupervisor,
    /// `GET …/export`
    Export,
}

named!(MemberAction, 16:
    SetRoles = "set_roles",
    Update = "update",
    Resend = "resend",
    Link = "link",
    Withdraw = "withdraw",
    Restore = "restore",
    Activate = "activate",
    Deactivate = "deactivate",
    Remove = "remove",
    EndSessions = "end_sessions",
    PasswordReset = "password_reset",
    ResetSecondFactor = "reset_second_factor",
    ChangeEmail = "change_email",
    SetSchedule = "set_schedule",
    ReplaceSupervisor = "replace_supervisor",
    Export = "export",
);

/// Why the caller cannot do something with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionRefusal {
    /// The caller lacks the permission.
    Forbidden,
    /// The member has more permissions than the caller.
    AboveYourself,
    /// The invitation has expired; it has to be sent again first.
    Expired,
    /// Nobody can do this to themselves.
    Yourself,
    /// The organization would lose its last administrator.
    LastAdministrator,
    /// The organization's identity provider has the password.
    IdentityProvider,
    /// The member has not joined yet.
    NotJoined,
    /// The member is inactive.
    Inactive,
    /// The account belongs to other organizations too, so only its owner can do this.
    SharedAccount,
}

named!(ActionRefusal, 9:
    Forbidden = "forbidden",
    AboveYourself = "above_yourself",
    Expired = "expired",
    Yourself = "yourself",
    LastAdministrator = "last_administrator",
    IdentityProvider = "identity_provider",
    NotJoined = "not_joined",
    Inactive = "inactive",
    SharedAccount = "shared_account",
);

/// A member by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberRef {
    pub id: MemberId,
    /// The name, or the e-mail address if there is no name.
    pub name: String,
}

/// An invitation that has not been accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Of an invitation that has not been sent: when it would expire if it were sent on the first day.
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
    /// When it can be sent again by mail, if it was sent again before; can be in the past. Only in responses for one
    /// member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resend_from: Option<Timestamp>,
    /// When the invited person last asked for a new link; absent once one was sent or handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_wanted_at: Option<Timestamp>,
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
    /// Has no access: deactivated, before its first day, after its last day, or not invited yet.
    Inactive,
    /// The invitation was withdrawn. It can be restored for 30 days, then the record is erased.
    Withdrawn,
    /// Removed from the organization. The member can be restored for 30 days, then the record is erased.
    Removed,
}

named!(MemberStatus, 6:
    Active = "active",
    Invited = "invited",
    Expired = "expired",
    Inactive = "inactive",
    Withdrawn = "withdrawn",
    Removed = "removed",
);
