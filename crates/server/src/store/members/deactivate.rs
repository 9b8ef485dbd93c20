//! Deactivating members, and activating them again.

use api_types::{MemberId, MemberStatus};
use serde_json::json;

use super::{
    error::ChangeMemberError,
    guard::{check, check_end_of_access},
    schedule::{self, Days},
    set_schedule::end_access,
    supervisor,
    table::MemberRecord,
};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        invitations::{self, record_event},
    },
};

/// Deactivates an active member. It keeps its seat, its roles and its companies, and loses access at once.
#[derive(Debug)]
pub struct Deactivate<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Why; valid, and as it is stored.
    pub note: Option<String>,
    /// Becomes the supervisor of the member's reports; `None`: they keep the member.
    pub successor: Option<MemberId>,
    /// Checks whether it is possible, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

impl Change for Deactivate<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let before = MemberRecord::find(transaction, self.may.organization(), self.member).await?;
        let before = before.ok_or(ChangeMemberError::NotFound)?;
        let mut record = before.clone();
        record.status = MemberStatus::Inactive;
        record.inactive_note.clone_from(&self.note);
        check_end_of_access(transaction, self.may, &before, &record).await?;
        match before.status {
            MemberStatus::Active => {}
            MemberStatus::Removed => return Err(ChangeMemberError::Removed),
            _ => return Err(ChangeMemberError::NotActive),
        }
        let successor = supervisor::successor(transaction, &before, self.successor).await?;
        if self.dry_run {
            return Ok(());
        }
        record.save(transaction, &before).await?;
        let reports = match &successor {
            Some(successor) => {
                let (account, context) = (self.may.account(), &self.context);
                supervisor::move_reports(transaction, &before, Some(successor), account, context).await?
            }
            None => 0,
        };
        let sessions = end_access(transaction, &record, &self.context).await?;
        let details = json!({
            "has_note": record.inactive_note.is_some(),
            "successor": self.successor,
            "reports": reports,
            "sessions": sessions,
        });
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberDeactivated, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

/// Activates an inactive member, or sends its invitation if it has not joined. A first day, and a last one that is over,
/// are forgotten.
#[derive(Debug)]
pub struct Activate<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Whether this server sends mail.
    pub has_mail: bool,
    /// Checks whether it is possible, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

impl Change for Activate<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let before = MemberRecord::find(transaction, self.may.organization(), self.member).await?;
        let before = before.ok_or(ChangeMemberError::NotFound)?;
        check(transaction, self.may, &before.roles).await?;
        match before.status {
            MemberStatus::Inactive => {}
            MemberStatus::Removed => return Err(ChangeMemberError::Removed),
            _ => return Err(ChangeMemberError::NotInactive),
        }
        if self.dry_run {
            return Ok(());
        }
        let mut record = before.clone();
        record.active_from = None;
        let zone = schedule::zone(transaction, record.organization).await?;
        if Days::of(&before)?.is_over(self.context.at, &zone)? {
            record.active_until = None;
        }
        if record.is_held() {
            let (by, context) = (Some(self.may.account()), &self.context);
            return Ok(invitations::send_held(transaction, by, context, &before, record, self.has_mail).await?);
        }
        record.status = MemberStatus::Active;
        record.inactive_note = None;
        record.save(transaction, &before).await?;
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberActivated, &record, json!({})).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}
