//! Invitations: asking people into an organization, and what they see of it before they join.

use serde::{Deserialize, Serialize};

use crate::{
    CompanyId, Language, Member, MemberId, Named, OrganizationId, RoleId, Seats, Session, Timestamp, filter::named,
};

/// The most addresses in one request.
pub const MAX_INVITATIONS: usize = 500;
/// The longest message to those who are invited, in characters.
pub const MAX_INVITATION_MESSAGE: usize = 2_000;
/// The longest that an invitation can hold, in days.
pub const MAX_INVITATION_DAYS: u16 = 90;
/// The most members of one bulk action.
pub const MAX_BULK: usize = 200;

/// What an organization has decided about its invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationSettings {
    /// How long an invitation holds when nothing else is said, in days.
    pub lifetime_days: u16,
    /// Only addresses at these domains can be invited; empty: at any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_domains: Vec<String>,
}

/// `POST /organizations/{organization}/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitations {
    /// 1 to 500 addresses, also in the form `Name <address>`.
    pub emails: Vec<String>,
    /// At least one; none that may more than the caller.
    pub roles: Vec<RoleId>,
    /// The main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<CompanyId>,
    /// At most 2,000 characters, for everybody in this request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// 1 to 90; absent: what the organization has decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_days: Option<u16>,
    /// Whether the server writes to them; the links come with the answer either way.
    pub send_email: bool,
    /// What the mails are written in; English when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Says what would happen, and does nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// What became of each address, in the order given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationResults {
    pub results: Vec<InvitationResult>,
    /// After this request; of a dry run, as if it had been carried out.
    pub seats: Seats,
}

/// What became of one address: a member with its link, or a problem. In a dry run neither: it would be invited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationResult {
    /// The address, without the name around it; what could not be read as one, as it came.
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Member>,
    /// Where the invitation is accepted; nobody can ask for the same link again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Obstacle>,
}

/// Why one of many could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Obstacle {
    /// Stable name for programs, one of [`obstacles`].
    pub code: String,
    /// What happened, in English.
    pub detail: String,
    /// Whom it is about: the member who has that address already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
}

/// The stable codes of [`Obstacle`].
pub mod obstacles {
    pub const INVALID_EMAIL: &str = "invalid_email";
    /// The same mailbox stands before in the same request.
    pub const DUPLICATE: &str = "duplicate";
    pub const ALREADY_MEMBER: &str = "already_member";
    /// Invited, and the invitation still holds: it can be sent again.
    pub const ALREADY_INVITED: &str = "already_invited";
    /// A member who was deactivated.
    pub const INACTIVE_MEMBER: &str = "inactive_member";
    /// Invited before, and the invitation ran out: it can be sent again.
    pub const EXPIRED_INVITATION: &str = "expired_invitation";
    pub const DOMAIN_NOT_ALLOWED: &str = "domain_not_allowed";
    pub const NO_SEAT_LEFT: &str = "no_seat_left";
    /// Of a request that was sent again: the invitation has been withdrawn or accepted meanwhile.
    pub const NOT_PENDING: &str = "not_pending";
    /// There is no such member here.
    pub const NOT_FOUND: &str = "not_found";
    /// May more than the caller.
    pub const ABOVE_YOURSELF: &str = "above_yourself";
}

/// `POST …/members/{member}/resend`: a new link; the old ones end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Resend {
    pub send_email: bool,
    /// 1 to 90; absent: as long as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_days: Option<u16>,
}

/// The answer to [`Resend`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resent {
    pub member: Member,
    pub link: String,
}

/// The answer to `POST …/members/{member}/link`: one more link, beside those that there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationLink {
    pub link: String,
}

/// `PATCH …/members/{member}`: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberChanges {
    /// The main one first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companies: Option<Vec<CompanyId>>,
    /// Only while invited; an empty one takes the message away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// `PUT …/members/{member}/roles`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberRoles {
    /// All that the member holds from now on; an invitation needs one at least.
    pub roles: Vec<RoleId>,
}

/// `POST …/members/bulk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    pub action: BulkAction,
    /// 1 to 200.
    pub members: Vec<MemberId>,
    /// Whether to write to those whose invitation is sent again; yes when absent.
    #[serde(default = "yes")]
    pub send_email: bool,
    /// Says what would happen, and does nothing.
    #[serde(default)]
    pub dry_run: bool,
}

fn yes() -> bool {
    true
}

/// What is done to many members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    Resend,
    Withdraw,
    /// Takes a withdrawal back, within 24 hours.
    Restore,
}

/// What became of each, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResults {
    pub results: Vec<BulkResult>,
}

/// Without a problem, it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    pub id: MemberId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Obstacle>,
}

/// `POST /invitations/lookup` and `POST /invitations/request`. Without `Debug`: whoever has the token can join.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// What stands behind the `#` of the link.
    pub token: String,
}

/// What somebody sees who has the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    pub organization: Named<OrganizationId>,
    /// The address that is invited.
    pub email: String,
    /// Name, or else address, of whoever invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inviter: Option<String>,
    pub roles: Vec<OfferedRole>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    pub expires_at: Timestamp,
    pub account: InvitedAccount,
}

/// A role that an invitation gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedRole {
    /// `administrator`, `editor` or `viewer` for the predefined ones; stays when the role is renamed.
    pub key: String,
    pub name: String,
    pub description: String,
}

/// Whether the invited person can sign in already, and who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitedAccount {
    /// There is no account with this address: accepting creates one.
    None,
    /// There is an account with this address, and nobody is signed in.
    Exists,
    /// The account with this address is signed in.
    You,
    /// Another account is signed in.
    Other,
}

named!(InvitedAccount, 4: None = "none", Exists = "exists", You = "you", Other = "other");

/// `POST /invitations/accept`. Without `Debug`, so that no log shows its secrets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    pub token: String,
    /// Of the new account, at most 120 characters; ignored when somebody is signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Like `given_name`; one of the two is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Of the new account, 8 to 1,024 bytes; ignored when somebody is signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// The answer to [`AcceptInvitation`]; a cookie holds the session where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// Where the person is a member now.
    pub organization: OrganizationId,
    pub session: Session,
}

/// The newest mail about an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_attempt_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// A try was cut off when the mail may have been on its way already.
    #[serde(default)]
    pub uncertain: bool,
    /// Stable name for programs of what went wrong last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// How far a mail has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Waiting,
    Sending,
    /// The next mail server has taken it.
    Sent,
    /// It will not be tried again.
    Failed,
    /// What it told of was no longer so before it was sent.
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
    /// Mails are kept on a page of the demo.
    Mailbox,
    /// Not at all: links are copied and handed over.
    #[default]
    None,
}

named!(MailService, 3: Smtp = "smtp", Mailbox = "mailbox", None = "none");
