//! Identifier, kind and state of a mail, with their codes in the database.

use std::fmt;

use api_types::{AccessRequestId, AccountId, DeliveryState, MemberId, OrganizationId};

use crate::{clock::Identifier, store::StoreError};

/// Names a mail, however often it is tried.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MailId(u128);

impl Identifier for MailId {
    fn from_u128(value: u128) -> Self {
        Self(value)
    }

    fn as_u128(self) -> u128 {
        self.0
    }
}

impl fmt::Display for MailId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        uuid::Uuid::from_u128(self.0).fmt(f)
    }
}

impl fmt::Debug for MailId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The invitation of a member, the change of its address, or what a member who administers the organization has to
    /// know.
    Member { organization: OrganizationId, member: MemberId },
    /// The password of an account, whatever organizations it belongs to.
    Account(AccountId),
    /// A request for access; the member is who gets the mail.
    AccessRequest { organization: OrganizationId, member: MemberId, request: AccessRequestId },
}

impl About {
    /// The UUID of the member or account.
    pub(super) fn subject(self) -> u128 {
        match self {
            Self::Member { member, .. } | Self::AccessRequest { member, .. } => member.as_u128(),
            Self::Account(account) => account.as_u128(),
        }
    }

    pub(super) fn organization(self) -> Option<OrganizationId> {
        match self {
            Self::Member { organization, .. } | Self::AccessRequest { organization, .. } => Some(organization),
            Self::Account(_) => None,
        }
    }

    pub(super) fn member(self) -> Option<MemberId> {
        match self {
            Self::Member { member, .. } | Self::AccessRequest { member, .. } => Some(member),
            Self::Account(_) => None,
        }
    }

    pub(super) fn account(self) -> Option<AccountId> {
        match self {
            Self::Member { .. } | Self::AccessRequest { .. } => None,
            Self::Account(account) => Some(account),
        }
    }

    pub(super) fn request(self) -> Option<AccessRequestId> {
        match self {
            Self::AccessRequest { request, .. } => Some(request),
            Self::Member { .. } | Self::Account(_) => None,
        }
    }
}

/// What a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// You are invited.
    Invitation,
    /// Your invitation ends soon.
    Reminder,
    /// To the inviter: somebody's link is dead and a new one is wanted.
    NewLinkWanted,
    /// To the inviter: somebody whose invitation was withdrawn asks for another.
    InvitationWanted,
    /// Choose a new password with this link.
    PasswordReset,
    /// Your password was changed.
    PasswordChanged,
    /// An administrator removed your second factor.
    SecondFactorReset,
    /// To an administrator: the last day of these people comes.
    AccessEnds,
    /// To the last administrator: your last day is over, but nobody else administers the organization.
    AccessKept,
    /// Confirm with this link that the address is yours.
    EmailChange,
    /// To the present address: another one is to take its place.
    EmailChangeRequested,
    /// To the old address: another one has taken its place.
    EmailChanged,
    /// You changed your password.
    OwnPasswordChanged,
    /// Your authenticator app is set up.
    TotpEnabled,
    /// Your authenticator app no longer signs in.
    TotpDisabled,
    /// You have new recovery codes.
    RecoveryCodesCreated,
    /// Somebody signed in with a recovery code. The generation is how many are left.
    RecoveryCodeUsed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Confirm with this link that the address is yours: of a change that you asked for.
    OwnEmailChange,
    /// To the present address: you want another one.
    OwnEmailChangeRequested,
    /// To the old address: another one has taken its place.
    OwnEmailChanged,
    /// To an administrator: the organization is closed to everybody.
    OrganizationDisabled,
    /// To an administrator: the organization is open again.
    OrganizationEnabled,
    /// To an administrator: the organization is deleted, and can be restored. The generation is when that was.
    OrganizationDeleted,
    /// To an administrator: the organization is no longer deleted.
    OrganizationRestored,
    /// To somebody who can answer: a member asks for access.
    AccessRequested,
    /// Your request for access was approved.
    AccessApproved,
    /// Your request for access was declined.
    AccessDeclined,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [Self; 29] = [
        Self::Invitation,
        Self::Reminder,
        Self::NewLinkWanted,
        Self::InvitationWanted,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::SecondFactorReset,
        Self::AccessEnds,
        Self::AccessKept,
        Self::EmailChange,
        Self::EmailChangeRequested,
        Self::EmailChanged,
        Self::OwnPasswordChanged,
        Self::TotpEnabled,
        Self::TotpDisabled,
        Self::RecoveryCodesCreated,
        Self::RecoveryCodeUsed,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::OwnEmailChange,
        Self::OwnEmailChangeRequested,
        Self::OwnEmailChanged,
        Self::OrganizationDisabled,
        Self::OrganizationEnabled,
        Self::OrganizationDeleted,
        Self::OrganizationRestored,
        Self::AccessRequested,
        Self::AccessApproved,
        Self::AccessDeclined,
    ];

    pub(super) const fn code(self) -> i16 {
        match self {
            Self::Invitation => 0,
            Self::Reminder => 1,
            Self::NewLinkWanted => 2,
            Self::InvitationWanted => 3,
            Self::PasswordReset => 4,
            Self::PasswordChanged => 5,
            Self::SecondFactorReset => 6,
            Self::AccessEnds => 7,
            Self::AccessKept => 8,
            Self::EmailChange => 9,
            Self::EmailChangeRequested => 10,
            Self::EmailChanged => 11,
            Self::OwnPasswordChanged => 12,
            Self::TotpEnabled => 13,
            Self::TotpDisabled => 14,
            Self::RecoveryCodesCreated => 15,
            Self::RecoveryCodeUsed => 16,
            Self::PasskeyAdded => 17,
            Self::PasskeyRemoved => 18,
            Self::OwnEmailChange => 19,
            Self::OwnEmailChangeRequested => 20,
            Self::OwnEmailChanged => 21,
            Self::OrganizationDisabled => 30,
            Self::OrganizationEnabled => 31,
            Self::OrganizationDeleted => 32,
            Self::OrganizationRestored => 33,
            Self::AccessRequested => 22,
            Self::AccessApproved => 23,
            Self::AccessDeclined => 24,
        }
    }

    pub(super) fn from_code(code: i16) -> Result<Self, StoreError> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(StoreError::Unreadable("kind of mail"))
    }

    /// Whether it brings a link that makes whoever has it a member.
    pub const fn has_invitation_link(self) -> bool {
        matches!(self, Self::Invitation | Self::Reminder)
    }

    /// Whether it tells an administrator of the last day of members.
    pub const fn tells_of_last_day(self) -> bool {
        matches!(self, Self::AccessEnds | Self::AccessKept)
    }

    /// Whether it tells an administrator of the organization as a whole.
    pub const fn is_about_organization(self) -> bool {
        matches!(
            self,
            Self::OrganizationDisabled
                | Self::OrganizationEnabled
                | Self::OrganizationDeleted
                | Self::OrganizationRestored
        )
    }

    /// Whether it is about a change of an e-mail address.
    pub const fn is_about_address(self) -> bool {
        matches!(self, Self::EmailChange | Self::EmailChangeRequested | Self::EmailChanged)
    }

    /// Whether it is about a request for access.
    pub const fn is_about_request(self) -> bool {
        matches!(self, Self::AccessRequested | Self::AccessApproved | Self::AccessDeclined)
    }

    /// The name in logs and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::NewLinkWanted => "new_link_wanted",
            Self::InvitationWanted => "invitation_wanted",
            Self::PasswordReset => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorReset => "second_factor_reset",
            Self::AccessEnds => "access_ends",
            Self::AccessKept => "access_kept",
            Self::EmailChange => "email_change",
            Self::EmailChangeRequested => "email_change_requested",
            Self::EmailChanged => "email_changed",
            Self::OwnPasswordChanged => "own_password_changed",
            Self::TotpEnabled => "totp_enabled",
            Self::TotpDisabled => "totp_disabled",
            Self::RecoveryCodesCreated => "recovery_codes_created",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::OwnEmailChange => "own_email_change",
            Self::OwnEmailChangeRequested => "own_email_change_requested",
            Self::OwnEmailChanged => "own_email_changed",
            Self::OrganizationDisabled => "organization_disabled",
            Self::OrganizationEnabled => "organization_enabled",
            Self::OrganizationDeleted => "organization_deleted",
            Self::OrganizationRestored => "organization_restored",
            Self::AccessRequested => "access_requested",
            Self::AccessApproved => "access_approved",
            Self::AccessDeclined => "access_declined",
        }
    }
}

/// How far a mail has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    Sending,
    Sent,
    Failed,
    Cancelled,
}

impl State {
    pub(super) const fn code(self) -> i16 {
        match self {
            Self::Waiting => 0,
            Self::Sending => 1,
            Self::Sent => 2,
            Self::Failed => 3,
            Self::Cancelled => 4,
        }
    }

    pub(super) fn from_code(code: i16) -> Result<Self, StoreError> {
        let all = [Self::Waiting, Self::Sending, Self::Sent, Self::Failed, Self::Cancelled];
        all.into_iter().find(|state| state.code() == code).ok_or(StoreError::Unreadable("state of a mail"))
    }

    /// As clients get it.
    pub(super) const fn wire(self) -> DeliveryState {
        match self {
            Self::Waiting => DeliveryState::Waiting,
            Self::Sending => DeliveryState::Sending,
            Self::Sent => DeliveryState::Sent,
            Self::Failed => DeliveryState::Failed,
            Self::Cancelled => DeliveryState::Cancelled,
        }
    }
}
