//! Whether somebody wants mails about invitations.

use serde_json::json;

use super::{
    event,
    lookup::{InvalidLink, Lookup, LookupError},
};
use crate::{
    authz::TokenHash,
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        mail_limits,
        members::MemberRecord,
        outbox::{self, MailKind},
    },
};

/// Stops mails about invitations to the address that a mailed link went to, from every organization, or lets them come
/// again. The link need not work any more. One that was handed over shows nothing of who has it.
#[derive(Debug)]
pub struct StopMails {
    pub token: TokenHash,
    pub stop: bool,
    pub context: AuditContext,
}

impl Change for StopMails {
    type Output = ();
    type Error = LookupError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), LookupError> {
        let lookup: Lookup = transaction.one(&Lookup::select(self.token)).await?.ok_or(InvalidLink::Unknown)?;
        if !lookup.mailed {
            return Err(InvalidLink::Unknown.into());
        }
        let record = MemberRecord::find(transaction, lookup.organization()?, lookup.member()?).await?;
        let record = record.ok_or(InvalidLink::Unknown)?;
        mail_limits::set_refused(transaction, &record.email, self.stop, self.context.at).await?;
        if self.stop {
            outbox::cancel_kinds(transaction, record.id, &[MailKind::Invitation, MailKind::Reminder]).await?;
        }
        let action = if self.stop { AuditAction::MailsStopped } else { AuditAction::MailsResumed };
        Ok(event::record_by(transaction, None, &self.context, action, &record, json!({})).await?)
    }

    fn is_collision(&self, error: &LookupError) -> bool {
        matches!(error, LookupError::Store(error) if error.is_collision())
    }
}
