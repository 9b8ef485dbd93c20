//! The actions of audit events.

use crate::listing::named;

/// What an event happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    Member,
    Company,
    Role,
    Organization,
    ApiKey,
    View,
    Device,
    DeviceGroup,
    Contact,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum AuditAction {
            $($(#[$doc])* $name,)*
        }

        named!(AuditAction, ([$($text),*].len()): $($name = $text,)*);
    };
}

actions! {
    AccountCreated = "account.created",
    /// Somebody with a mailed link got an account whose address nobody had shown to be theirs.
    AccountTakenOver = "account.taken_over",
    /// The account lost its address, because another account confirmed it.
    AccountReleased = "account.released",
    /// Somebody signed in.
    SessionCreated = "session.created",
    /// Wrong password, wrong code, too many attempts, or an account that cannot sign in.
    SessionRefused = "session.refused",
    SessionEnded = "session.ended",
    OrganizationCreated = "organization.created",
    /// Its settings.
    OrganizationChanged = "organization.changed",
    /// It is closed to everybody, until it is enabled.
    OrganizationDisabled = "organization.disabled",
    OrganizationEnabled = "organization.enabled",
    /// It is closed to everybody. It can be restored for 30 days.
    OrganizationDeleted = "organization.deleted",
    OrganizationRestored = "organization.restored",
    /// 30 days after it was deleted.
    OrganizationErased = "organization.erased",
    /// Somebody got everything in it as a file.
    OrganizationExported = "organization.exported",
    /// A member ended their own membership.
    MemberLeft = "member.left",
    MemberChanged = "member.changed",
    MemberRolesChanged = "member.roles_changed",
    MemberDeactivated = "member.deactivated",
    MemberActivated = "member.activated",
    MemberRemoved = "member.removed",
    MemberRestored = "member.restored",
    /// Its first or last day.
    MemberScheduleChanged = "member.schedule_changed",
    /// Its first day has come.
    MemberAccessBegan = "member.access_began",
    /// Its last day is over.
    MemberAccessEnded = "member.access_ended",
    /// Its last day is over, but nobody else administers the organization.
    MemberAccessKept = "member.access_kept",
    /// Before it is invited.
    MemberCreated = "member.created",
    /// 30 days after the removal.
    MemberErased = "member.erased",
    /// Somebody else ended every session of the member's account.
    MemberSessionsEnded = "member.sessions_ended",
    /// Somebody else removed the second factor of the member's account.
    MemberSecondFactorReset = "member.second_factor_reset",
    /// It was held until then.
    InvitationSent = "invitation.sent",
    InvitationCreated = "invitation.created",
    InvitationChanged = "invitation.changed",
    /// One more link to an invitation was created.
    InvitationLinked = "invitation.linked",
    InvitationResent = "invitation.resent",
    InvitationReminded = "invitation.reminded",
    InvitationAccepted = "invitation.accepted",
    /// By whoever has the link.
    InvitationDeclined = "invitation.declined",
    /// Somebody with a mailed link wants no more mails about invitations from any organization.
    MailsStopped = "invitation.mails_stopped",
    /// Somebody with a mailed link allows mails about invitations again.
    MailsResumed = "invitation.mails_resumed",
    InvitationExpired = "invitation.expired",
    InvitationWithdrawn = "invitation.withdrawn",
    InvitationRestored = "invitation.restored",
    InvitationErased = "invitation.erased",
    /// Somebody whose invitation was withdrawn asks for another.
    InvitationWanted = "invitation.wanted",
    /// Somebody whose link no longer works asks for a new one.
    NewLinkWanted = "invitation.new_link_wanted",
    MailSent = "mail.sent",
    MailFailed = "mail.failed",
    /// A program replaced what needs the member there.
    MemberReferencesChanged = "member.references_changed",
    /// Somebody got everything that is held about the member.
    MemberExported = "member.exported",
    /// Somebody exported a list as a file.
    ListExported = "list.exported",
    ApiKeyCreated = "api_key.created",
    /// Its name, or the addresses that it works from.
    ApiKeyChanged = "api_key.changed",
    /// It got a new value.
    ApiKeyRotated = "api_key.rotated",
    ApiKeyRevoked = "api_key.revoked",
    CompanyCreated = "company.created",
    /// Its name or number, or it was archived or restored.
    CompanyChanged = "company.changed",
    ContactCreated = "contact.created",
    ContactChanged = "contact.changed",
    ContactDeleted = "contact.deleted",
    /// Somebody took the deletion back.
    ContactRestored = "contact.restored",
    DeviceCreated = "device.created",
    /// Its name, external id, kind, location or group.
    DeviceChanged = "device.changed",
    DeviceDeleted = "device.deleted",
    DeviceGroupCreated = "device_group.created",
    /// Its name, or the group that it is in.
    DeviceGroupChanged = "device_group.changed",
    DeviceGroupDeleted = "device_group.deleted",
    /// The member got access to a device or a group.
    DeviceGranted = "member.device_granted",
    /// Level or last day.
    DeviceGrantChanged = "member.device_grant_changed",
    DeviceGrantEnded = "member.device_grant_ended",
    /// Its last day is over.
    DeviceGrantExpired = "member.device_grant_expired",
    /// The member asked for access to a device or a group.
    AccessRequested = "member.access_requested",
    /// It became a grant.
    AccessRequestApproved = "member.access_request_approved",
    AccessRequestDeclined = "member.access_request_declined",
    /// By the member.
    AccessRequestCancelled = "member.access_request_cancelled",
    /// Nobody answered it in 30 days.
    AccessRequestExpired = "member.access_request_expired",
    /// A custom one, made from an existing role.
    RoleCreated = "role.created",
    /// Its name, description or permissions.
    RoleChanged = "role.changed",
    /// Its holders got another role.
    RoleDeleted = "role.deleted",
    /// A change of many members, or an import. The events of its rows have its id as the id of their request.
    JobStarted = "job.started",
    /// A job began that takes another one back.
    JobUndone = "job.undone",
    ViewSaved = "view.saved",
    ViewRenamed = "view.renamed",
    ViewDeleted = "view.deleted",
    /// Its owner ended one of the account's sessions, or all but one.
    OwnSessionsEnded = "account.sessions_ended",
    /// Its owner proved again who they are.
    SessionProven = "session.proven",
    /// Name or language.
    AccountChanged = "account.changed",
    /// A secret waits for its first code.
    TotpStarted = "account.totp_started",
    TotpEnabled = "account.totp_enabled",
    TotpDisabled = "account.totp_disabled",
    RecoveryCodesCreated = "account.recovery_codes_created",
    RecoveryCodeUsed = "account.recovery_code_used",
    PasskeyAdded = "account.passkey_added",
    PasskeyRenamed = "account.passkey_renamed",
    PasskeyRemoved = "account.passkey_removed",
    /// The owner asked for another e-mail address.
    OwnEmailChangeRequested = "account.email_change_requested",
    OwnEmailChangeCancelled = "account.email_change_cancelled",
    /// Somebody confirmed it.
    AccountEmailChanged = "account.email_changed",
    /// Somebody asked for a link by mail for the account.
    PasswordResetRequested = "account.password_reset_requested",
    /// The owner chose a new password with a link.
    PasswordChanged = "account.password_changed",
    /// An administrator got a link with which the member chooses a new password.
    MemberPasswordLinkCreated = "member.password_link_created",
    /// An administrator had such a link sent to the member.
    MemberPasswordResetSent = "member.password_reset_sent",
    EmailChangeRequested = "member.email_change_requested",
    /// The link to the new address was sent again.
    EmailChangeResent = "member.email_change_resent",
    EmailChangeCancelled = "member.email_change_cancelled",
    EmailChangeExpired = "member.email_change_expired",
    /// Somebody confirmed the new address.
    MemberEmailChanged = "member.email_changed",
}

impl AuditAction {
    /// What it happens to in an organization; nothing for what only its actor is part of.
    pub fn target(self) -> Option<TargetKind> {
        match self.as_str().split_once('.')?.0 {
            "member" | "invitation" | "mail" => Some(TargetKind::Member),
            "company" => Some(TargetKind::Company),
            "role" => Some(TargetKind::Role),
            "organization" => Some(TargetKind::Organization),
            "api_key" => Some(TargetKind::ApiKey),
            "view" => Some(TargetKind::View),
            "contact" => Some(TargetKind::Contact),
            "device" => Some(TargetKind::Device),
            "device_group" => Some(TargetKind::DeviceGroup),
            _ if self == Self::SessionRefused => Some(TargetKind::Member),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let names: BTreeSet<_> = AuditAction::NAMES.into_iter().collect();
        assert_eq!(names.len(), AuditAction::ALL.len());
        for name in names {
            let (noun, verb) = name.split_once('.').unwrap();
            let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            assert!(is_plain(noun) && is_plain(verb), "{name}");
        }
    }
}
