//! Restoring a withdrawn invitation.

use api_types::{MemberId, MemberStatus};
use serde_json::json;

use super::{event, tokens, withdraw::RESTORABLE};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        columns::moment,
        members::{self, ChangeMemberError, MemberRecord},
        outbox, text,
    },
};

/// Restores a withdrawn invitation: it has the same roles, companies, message, links and waiting mails as before.
#[derive(Debug)]
pub struct RestoreInvitation<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Checks whether it is possible, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

impl Change for RestoreInvitation<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let before = self.restorable(transaction).await?;
        if self.dry_run {
            return Ok(());
        }
        let ends_at = before.invitation.as_ref().map(|invitation| invitation.expires_at);
        let is_expired = ends_at.is_none_or(|ends_at| ends_at <= moment(self.context.at));
        let mut record = before.clone();
        record.status = if is_expired { MemberStatus::Expired } else { MemberStatus::Invited };
        record.withdrawn_at = None;
        record.save(transaction, &before).await?;
        tokens::revive(transaction, record.id, record.generation).await?;
        if !is_expired {
            outbox::resume(transaction, record.id, record.generation, self.context.at).await?;
        }
        Ok(event::record(transaction, self.may, &self.context, AuditAction::InvitationRestored, &record, json!({}))
            .await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl RestoreInvitation<'_> {
    /// The withdrawn invitation, if the caller can restore it.
    async fn restorable(&self, transaction: &mut Transaction) -> Result<MemberRecord, ChangeMemberError> {
        let organization = self.may.organization();
        let record = MemberRecord::find(transaction, organization, self.member).await?;
        let record = record.ok_or(ChangeMemberError::NotFound)?;
        members::check(transaction, self.may, &record.roles).await?;
        if record.status != MemberStatus::Withdrawn {
            return Err(ChangeMemberError::NotWithdrawn);
        }
        let since = self.context.at.checked_sub(RESTORABLE).unwrap_or(self.context.at);
        if record.withdrawn_at.is_none_or(|at| at <= moment(since)) {
            return Err(ChangeMemberError::Withdrawn);
        }
        if members::is_taken(transaction, organization, &text::email_key(&record.email)).await? {
            return Err(ChangeMemberError::AlreadyMember);
        }
        let seats = members::seats(transaction, organization).await?;
        match seats.limit.filter(|limit| seats.used >= *limit) {
            Some(limit) => Err(ChangeMemberError::NoSeatLeft { limit }),
            None => Ok(record),
        }
    }
}
