//! The records that [`super::load`] inserts: no I/O, no clock, no hashing.

pub use api_types::RoleKey;
use api_types::{
    AccessRequestId, AccessRequestState, AccountId, ApiKeyId, ApiScope, AuditAction, CompanyId, ContactId,
    ContactPurpose, DeviceGroupId, DeviceId, DeviceKindId, DeviceLevel, GrantId, MemberId, MemberStatus,
    OrganizationId, Permission, RoleId,
};
use ipnet::IpNet;
use jiff::Timestamp;

/// A set of records. Whatever a record refers to stands before it, in the same list or in an earlier one, in the
/// order organizations, accounts, members, the rest; so they can be inserted front to back under foreign keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Data {
    pub organizations: Vec<Organization>,
    pub accounts: Vec<Account>,
    /// Supervisors and inviters before those whom they supervise and invited.
    pub members: Vec<Member>,
    pub api_keys: Vec<ApiKey>,
    pub references: Vec<References>,
    pub device_kinds: Vec<DeviceKind>,
    /// Each behind the one that it is in.
    pub device_groups: Vec<DeviceGroup>,
    pub devices: Vec<Device>,
    pub grants: Vec<Grant>,
    pub access_requests: Vec<AccessRequest>,
    pub contacts: Vec<Contact>,
    pub events: Vec<Event>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    pub at: Timestamp,
    pub organization: OrganizationId,
    /// `None`: the server itself.
    pub actor: Option<AccountId>,
    pub action: AuditAction,
    /// The UUID of what it happened to.
    pub subject: Option<u128>,
    /// JSON, as the action writes it.
    pub details: String,
    pub address: Option<&'static str>,
}

/// A tenant with its roles and companies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Organization {
    pub id: OrganizationId,
    /// Unique.
    pub number: String,
    pub name: String,
    pub plan: &'static str,
    /// `None`: as many people as they like.
    pub seat_limit: Option<u32>,
    /// Whether all members are told who administers it.
    pub names_administrators: bool,
    pub created_at: Timestamp,
    /// The three predefined ones.
    pub roles: [Role; 3],
    pub custom_roles: Vec<CustomRole>,
    pub companies: Vec<Company>,
}

/// A predefined role in one organization; its name, description and permissions follow from the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Role {
    pub id: RoleId,
    pub key: RoleKey,
}

/// A role that an organization made from a predefined one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CustomRole {
    pub id: RoleId,
    /// The role that it was made from.
    pub from: RoleId,
    /// Unique in the organization.
    pub name: &'static str,
    pub description: &'static str,
    /// What these imply is added.
    pub permissions: Vec<Permission>,
    pub created_at: Timestamp,
}

/// A legal entity inside an organization.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Company {
    pub id: CompanyId,
    pub name: String,
    /// Unique in the organization.
    pub number: Option<String>,
    pub archived_at: Option<Timestamp>,
}

impl Company {
    /// An active company without a number.
    pub fn new(id: CompanyId, name: &str) -> Self {
        Self { id, name: name.to_owned(), number: None, archived_at: None }
    }
}

/// Who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Account {
    pub id: AccountId,
    /// Unique.
    pub email: String,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub name: String,
    /// Signs in with the password of the load. The others have no password and cannot sign in.
    pub has_password: bool,
    /// Base32 without padding; `Some` means that two-factor sign-in is on.
    pub totp_secret: Option<String>,
    pub created_at: Timestamp,
}

/// One person in one organization.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Member {
    pub id: MemberId,
    pub organization: OrganizationId,
    /// `None` until the invitation is accepted. That of a removed member is the one that it had.
    pub account: Option<AccountId>,
    /// Unique in the organization, lower-case ASCII. Removed members leave theirs to others.
    pub email: String,
    /// This and the other names are `None` until the invitation is accepted.
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// As the person writes it: family name first where that is the custom.
    pub name: Option<String>,
    /// Three to five capital letters, unique in the organization; `None` until the invitation is accepted.
    pub signature: Option<String>,
    pub status: MemberStatus,
    pub roles: Vec<RoleId>,
    /// The main one first.
    pub companies: Vec<CompanyId>,
    pub supervisor: Option<MemberId>,
    pub invited_by: Option<MemberId>,
    /// `None` only for those who founded the organization.
    pub invited_at: Option<Timestamp>,
    /// When the invitation was accepted.
    pub member_since: Option<Timestamp>,
    pub last_sign_in: Option<Timestamp>,
    /// For those who were removed, and nobody else.
    pub removed_at: Option<Timestamp>,
    /// For those who are invited or expired, and nobody else.
    pub invitation: Option<Invitation>,
}

/// An invitation that has not been accepted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Invitation {
    pub expires_at: Timestamp,
    /// `None`: the link was handed over without an e-mail.
    pub sent_at: Option<Timestamp>,
    pub times_sent: u32,
    pub message: Option<String>,
    /// When a new link was asked for, if one was.
    pub link_wanted_at: Option<Timestamp>,
}

/// A kind of devices.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeviceKind {
    pub id: DeviceKindId,
    pub organization: OrganizationId,
    pub name: &'static str,
}

/// A group of devices.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeviceGroup {
    pub id: DeviceGroupId,
    pub organization: OrganizationId,
    pub parent: Option<DeviceGroupId>,
    pub name: String,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Device {
    pub id: DeviceId,
    pub organization: OrganizationId,
    pub name: String,
    /// Unique in the organization.
    pub external_id: String,
    pub kind: DeviceKindId,
    pub location: Option<&'static str>,
    pub group: Option<DeviceGroupId>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

/// What a grant gives access to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrantTarget {
    Device(DeviceId),
    Group(DeviceGroupId),
}

/// A grant of a member who is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Grant {
    pub id: GrantId,
    pub organization: OrganizationId,
    pub member: MemberId,
    pub target: GrantTarget,
    pub level: DeviceLevel,
    /// Midnight before the last day, in UTC.
    pub until: Option<Timestamp>,
    pub granted_by: MemberId,
    pub created_at: Timestamp,
    /// The request that it answers.
    pub request: Option<AccessRequestId>,
}

/// A request for access of a member who is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AccessRequest {
    /// Begins with the time at which it was asked.
    pub id: AccessRequestId,
    pub organization: OrganizationId,
    pub member: MemberId,
    pub target: GrantTarget,
    pub target_name: String,
    pub level: DeviceLevel,
    /// Midnight before the last day, in UTC.
    pub until: Option<Timestamp>,
    pub reason: &'static str,
    pub state: AccessRequestState,
    pub asked_at: Timestamp,
    /// Who approved or declined it.
    pub answerer: Option<MemberId>,
    /// For those that are not pending, and no others.
    pub answered_at: Option<Timestamp>,
    pub note: Option<&'static str>,
    pub grant: Option<GrantId>,
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contact {
    pub id: ContactId,
    pub organization: OrganizationId,
    pub given_name: String,
    pub family_name: String,
    pub company: Option<String>,
    pub title: Option<&'static str>,
    pub purposes: Vec<ContactPurpose>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<&'static str>,
    pub note: Option<&'static str>,
    pub created_at: Timestamp,
}

/// A key with which a program calls the API.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub organization: OrganizationId,
    pub name: String,
    /// The text of the key.
    pub secret: String,
    pub scopes: Vec<ApiScope>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub owner: Option<MemberId>,
    pub addresses: Vec<IpNet>,
}

/// What one program has registered for a member.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct References {
    pub member: MemberId,
    pub source: &'static str,
    pub references: Vec<Reference>,
}

/// Something in another program that needs a member.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    pub id: &'static str,
    pub kind: &'static str,
    pub title: &'static str,
    pub url: String,
}
