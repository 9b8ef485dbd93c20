//! Restoring removed members and withdrawn invitations.

use api_types::{MemberId, MemberStatus};
use jiff::SignedDuration;
use serde_json::json;

use super::{
    error::ChangeMemberError,
    guard::{check, has_joined, is_signature_taken, is_taken},
    schedule::{self, Days},
    seats::seats,
    table::MemberRecord,
};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction, accounts,
        audit::{AuditAction, AuditContext},
        columns::moment,
        grants,
        invitations::{self, record_event},
        text,
    },
};

/// How long removed members and withdrawn invitations can be restored. Then they are erased.
pub(super) const RESTORABLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Restores a removed member or a withdrawn invitation.
///
/// A member gets back its account, companies, grants and status, and an invitation also its links and waiting mails. Neither
/// gets back a signature that another member has taken meanwhile.
#[derive(Debug)]
pub struct Restore<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Whether a removed member has its roles back. An invitation needs them.
    pub roles: bool,
    /// Checks whether it is possible, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

impl Change for Restore<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let before = self.restorable(transaction).await?;
        let mut record = before.clone();
        if is_unjoined(&before) && !self.roles {
            return Err(ChangeMemberError::RoleNeeded);
        }
        if before.status == MemberStatus::Removed {
            self.join_again(transaction, &mut record).await?;
        }
        if self.dry_run {
            return Ok(());
        }
        if is_signature_taken(transaction, &record).await? {
            record.signature = None;
        }
        if before.status == MemberStatus::Withdrawn {
            return Ok(invitations::restore(transaction, self.may, &self.context, &before, record).await?);
        }
        if !self.roles {
            grants::end_all_of(transaction, record.id).await?;
        }
        record.save(transaction, &before).await?;
        let details = json!({"roles": self.roles});
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberRestored, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

/// Whether somebody was invited, or was to be, and has never joined.
fn is_unjoined(record: &MemberRecord) -> bool {
    record.status == MemberStatus::Withdrawn || record.invitation.is_some()
}

impl Restore<'_> {
    /// The removed member or withdrawn invitation, if the caller can restore it.
    async fn restorable(&self, transaction: &mut Transaction) -> Result<MemberRecord, ChangeMemberError> {
        let organization = self.may.organization();
        let record = MemberRecord::find(transaction, organization, self.member).await?;
        let record = record.ok_or(ChangeMemberError::NotFound)?;
        check(transaction, self.may, &record.roles).await?;
        let (since, too_late) = match record.status {
            MemberStatus::Removed => (record.removed_at, ChangeMemberError::Removed),
            MemberStatus::Withdrawn => (record.withdrawn_at, ChangeMemberError::Withdrawn),
            _ => return Err(ChangeMemberError::NotWithdrawn),
        };
        let oldest = self.context.at.checked_sub(RESTORABLE).unwrap_or(self.context.at);
        if since.is_none_or(|since| since <= moment(oldest)) {
            return Err(too_late);
        }
        if is_unjoined(&record) && is_taken(transaction, organization, &text::email_key(&record.email)).await? {
            return Err(ChangeMemberError::AlreadyMember);
        }
        let seats = seats(transaction, organization).await?;
        match seats.limit.filter(|limit| seats.used >= *limit) {
            Some(limit) => Err(ChangeMemberError::NoSeatLeft { limit }),
            None => Ok(record),
        }
    }

    /// Gives a removed member back what it had, as far as it still can have it.
    async fn join_again(
        &self,
        transaction: &mut Transaction,
        record: &mut MemberRecord,
    ) -> Result<(), ChangeMemberError> {
        record.status = record.removed_status.take().unwrap_or(MemberStatus::Active);
        record.removed_at = None;
        self.forget_past_days(transaction, record).await?;
        // It had not joined.
        if record.invitation.is_some() {
            return Ok(());
        }
        let account = record.removed_account.take().ok_or(ChangeMemberError::AccountGone)?;
        let two_factor = accounts::two_factor(transaction, account).await?;
        record.two_factor = Some(two_factor.ok_or(ChangeMemberError::AccountGone)?);
        let email = accounts::email(transaction, account).await?;
        let key = text::email_key(&email);
        // The owner may have another address by now.
        if key != text::email_key(&record.email) {
            record.email = email;
        }
        let is_taken = is_taken(transaction, record.organization, &key).await?;
        // Perhaps under another address.
        if is_taken || has_joined(transaction, record.organization, account).await? {
            return Err(ChangeMemberError::AlreadyMember);
        }
        record.account = Some(account);
        if !self.roles {
            record.roles = Vec::new();
        }
        Ok(())
    }

    /// A first day that has passed meanwhile begins nothing; a last day that is over leaves the member inactive.
    async fn forget_past_days(
        &self,
        transaction: &mut Transaction,
        record: &mut MemberRecord,
    ) -> Result<(), ChangeMemberError> {
        let zone = schedule::zone(transaction, record.organization).await?;
        let days = Days::of(record)?;
        if days.has_begun(self.context.at, &zone)? {
            record.active_from = None;
        }
        if days.is_over(self.context.at, &zone)? {
            record.status = MemberStatus::Inactive;
        }
        Ok(())
    }
}
