//! Invitations to an organization, and what invited users see before they accept.

use serde::{Deserialize, Serialize};

use crate::{
    CompanyId, Date, Language, Member, MemberId, NewGrant, OrganizationId, OrganizationRef, RoleId, Seats, Session,
    Timestamp, listing::named,
};

/// Maximum number of addresses in one request.
pub const MAX_INVITATIONS: usize = 500;
/// Maximum length of the message to invited users, in characters.
pub const MAX_INVITATION_MESSAGE: usize = 2_000;
/// Maximum lifetime of an invitation, in days.
pub const MAX_INVITATION_DAYS: u16 = 90;
/// Maximum number of members in one bulk action.
pub const MAX_BULK: usize = 200;
/// Maximum length of an address to invite, including the name around it, in characters.
pub const MAX_ADDRESS: usize = 16_384;
/// Maximum number of roles of a member.
pub const MAX_ROLES: usize = 200;
/// Maximum number of grants in one request to invite.
pub const MAX_INVITATION_GRANTS: usize = 20;
/// Maximum number of companies of a member.
pub const MAX_COMPANIES: usize = 200;

/// An organization's settings for invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationSettings {
    /// Default lifetime of an invitation, in days.
    pub lifetime_days: u16,
    /// Only addresses at these domains can be invited; empty allows all domains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_domains: Vec<String>,
    /// The role that invitations begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_role: Option<RoleId>,
}

/// Request body of `POST /organizations/{organization}/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitations {
    /// 1 to 500 addresses, also as `Name <address>`.
    pub emails: Vec<String>,
    /// At least one role. No role may have more permissions than the caller.
    pub roles: Vec<RoleId>,
    /// The main company comes first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<CompanyId>,
    /// At most 20 grants on devices or groups, which everybody gets. The members have access once they are active.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<NewGrant>,
    /// At most 2,000 characters. Every address gets the same message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// 1 to 90. The default is a setting of the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_days: Option<u16>,
    /// Whether the server sends mails. The response contains the links in both cases.
    pub send_email: bool,
    /// Language of the mails, English by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// First day with access, in the organization's time zone: after today. Until then the members are inactive, and
    /// the invitations are sent on that day.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_from: Option<Date>,
    /// Creates inactive members and sends no invitation. `POST …/members/{member}/activate` sends it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hold: bool,
    /// Returns the results without changing anything.
    #[serde(default)]
    pub dry_run: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(crate) fn is_false(flag: &bool) -> bool {
    !flag
}

/// The result for each address, in the order of the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationResults {
    pub results: Vec<InvitationResult>,
    /// Seats after this request; in a dry run, as if it had been carried out.
    pub seats: Seats,
}

/// The result for one address: a member and its link, or a problem. In a dry run, neither means success. Callers who
/// cannot read members get the link only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationResult {
    /// The address without a display name; an invalid address is returned unchanged.
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Member>,
    /// The link to accept the invitation; absent if the invitation is sent later. The server returns it only once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<MemberProblem>,
}

/// Why an action failed for one address or member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberProblem {
    /// Machine-readable code, for example `already_member`.
    pub code: String,
    /// What happened, in English.
    pub detail: String,
    /// The member who already has the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
}

/// The codes of [`MemberProblem`]. They do not change.
pub mod member_problems {
    pub const INVALID_EMAIL: &str = "invalid_email";
    /// The same mailbox appears earlier in the same request.
    pub const DUPLICATE: &str = "duplicate";
    pub const ALREADY_MEMBER: &str = "already_member";
    /// The address has a pending invitation, which can be sent again.
    pub const ALREADY_INVITED: &str = "already_invited";
    /// The address belongs to a deactivated member.
    pub const INACTIVE_MEMBER: &str = "inactive_member";
    /// The address has an expired invitation, which can be sent again.
    pub const EXPIRED_INVITATION: &str = "expired_invitation";
    pub const DOMAIN_NOT_ALLOWED: &str = "domain_not_allowed";
    pub const NO_SEAT_LEFT: &str = "no_seat_left";
    /// Too many mails to this address, by this account or by this organization.
    pub const MAIL_LIMIT: &str = "mail_limit";
    /// The person wants no mails about invitations.
    pub const MAIL_REFUSED: &str = "mail_refused";
    /// In a retried request: the invitation was withdrawn or accepted since.
    pub const NOT_PENDING: &str = "not_pending";
    /// To restore: the member was not removed, and its invitation was not withdrawn.
    pub const NOT_WITHDRAWN: &str = "not_withdrawn";
    /// To deactivate: the member is not active.
    pub const NOT_ACTIVE: &str = "not_active";
    /// To activate: the member is not inactive.
    pub const NOT_INACTIVE: &str = "not_inactive";
    /// To remove: the member has not joined yet. A pending invitation can be withdrawn.
    pub const NOT_JOINED: &str = "not_joined";
    /// To remove or withdraw: other programs still need the member.
    pub const BLOCKED: &str = "blocked";
    /// Nobody can do this to themselves.
    pub const OWN_ACCOUNT: &str = "own_account";
    /// The organization would lose its last administrator.
    pub const LAST_ADMINISTRATOR: &str = "last_administrator";
    /// To restore: the account no longer exists.
    pub const ACCOUNT_GONE: &str = "account_gone";
    /// The member was removed.
    pub const MEMBER_REMOVED: &str = "member_removed";
    /// The organization has no such member.
    pub const NOT_FOUND: &str = "not_found";
    /// The member has more permissions than the caller.
    pub const ABOVE_YOURSELF: &str = "above_yourself";
}

/// Request body of `POST …/members/{member}/resend`. The old links stop working.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Resend {
    pub send_email: bool,
    /// 1 to 90. The default is the previous lifetime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_days: Option<u16>,
}

/// Response of `POST …/members/{member}/resend`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResendResult {
    pub member: Member,
    pub link: String,
}

/// Response of `POST …/members/{member}/link`: another link to the same invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationLink {
    pub link: String,
}

/// Request body of `PUT …/members/{member}/roles`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberRoles {
    /// All roles of the member from now on. An invitation needs at least one.
    pub roles: Vec<RoleId>,
}

/// Request body of `POST …/members/bulk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    pub action: BulkAction,
    /// 1 to 200 members.
    pub members: Vec<MemberId>,
    /// For `resend`: whether to send the mails; `true` by default.
    #[serde(default = "yes")]
    pub send_email: bool,
    /// For `deactivate`: why, at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Returns the results without changing anything.
    #[serde(default)]
    pub dry_run: bool,
}

fn yes() -> bool {
    true
}

/// An action on many members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    Resend,
    Withdraw,
    /// Undoes a withdrawal or a removal within 30 days.
    Restore,
    Activate,
    Deactivate,
    /// Members who have not joined yet are not removed: withdraw their invitations.
    Remove,
}

/// The result for each member, in the order of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResults {
    pub results: Vec<BulkResult>,
}

/// The result for one member. Without a problem, the action succeeded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    pub id: MemberId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<MemberProblem>,
}

/// Request body of `POST /invitations/lookup` and `POST /invitations/request`.
// No `Debug`: anyone with the token can join.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// The part of the link after `#`.
    pub token: String,
}

/// Request body of `POST /invitations/stop-mails`.
// No `Debug`: anyone with the token can join.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StopMails {
    /// The part of the link after `#`.
    pub token: String,
    /// `false`: e-mails are allowed again.
    pub stop: bool,
}

/// An invitation as the holder of its link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    pub organization: OrganizationRef,
    /// The invited e-mail address.
    pub email: String,
    /// The inviter's name, or e-mail address if there is no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inviter: Option<String>,
    /// The inviter's e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inviter_email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    pub roles: Vec<InvitationRole>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    pub expires_at: Timestamp,
    pub account: InvitedAccount,
    /// Minimum length of the password of a new account, in code points.
    pub min_password: u16,
}

/// A role that an invitation assigns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationRole {
    /// `administrator`, `editor` or `viewer` for predefined roles. Renaming a role does not change its key.
    pub key: String,
    pub name: String,
    pub description: String,
}

/// Whether the invited address has an account, and who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitedAccount {
    /// No account has this address. Accepting creates one.
    None,
    /// An account has this address, and nobody is signed in.
    Exists,
    /// The account with this address is signed in.
    You,
    /// Another account is signed in.
    Other,
}

named!(InvitedAccount, 4: None = "none", Exists = "exists", You = "you", Other = "other");

/// Request body of `POST /invitations/accept`.
// No `Debug`, to keep its secrets out of the logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    pub token: String,
    /// Given name of the new account, at most 120 characters; ignored if the request has a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family name of the new account, like `given_name`. One of the two is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Password of the new account, from `min_password` of the preview to 1,024 bytes; ignored if the request has a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// Response of `POST /invitations/accept`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// The organization that the user has joined.
    pub organization: OrganizationId,
    pub session: Session,
}

/// Delivery status of the newest mail about an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    pub state: DeliveryState,
    /// Number of attempts.
    pub attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_attempt_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// `true`: the connection dropped while sending, so the mail may arrive twice.
    #[serde(default)]
    pub uncertain: bool,
    /// Code of the last error, for example `recipient_refused`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// State of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Waiting,
    Sending,
    /// The mail server has accepted it.
    Sent,
    /// It will not be retried.
    Failed,
    /// The invitation changed before the mail was sent.
    Cancelled,
}

named!(DeliveryState, 5:
    Waiting = "waiting",
    Sending = "sending",
    Sent = "sent",
    Failed = "failed",
    Cancelled = "cancelled",
);

/// How the server sends mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailService {
    Smtp,
    /// Mails are kept in the mailbox of the demo.
    Mailbox,
    /// The server sends no mail. Administrators copy and share the links.
    #[default]
    None,
}

named!(MailService, 3: Smtp = "smtp", Mailbox = "mailbox", None = "none");
