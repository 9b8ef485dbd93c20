//! Resetting the second factor that a member has lost.

use api_types::{AccountId, MemberId, MemberStatus};
use serde_json::json;

use super::{error::ChangeMemberError, guard::open_for_change};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, StoreError, Transaction, accounts,
        audit::{AuditAction, AuditContext},
        invitations::record_event,
        outbox::{self, About, MailKind, NewMail},
        sessions,
    },
};

/// Removes the second factor of an active member whose account belongs to no other organization, ends every session of
/// the account, and tells its owner by mail.
#[derive(Debug)]
pub struct ResetSecondFactor<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// For the audit log; valid, and as it is stored.
    pub reason: String,
    /// Whether this server sends mail: then the owner is told.
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for ResetSecondFactor<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (before, _) = open_for_change(transaction, self.may, self.member).await?;
        if before.status != MemberStatus::Active {
            return Err(ChangeMemberError::NotActive);
        }
        let account = before.account.ok_or(ChangeMemberError::NoAccount)?;
        if account == self.may.account() {
            return Err(ChangeMemberError::OwnAccount);
        }
        if accounts::belongs_elsewhere(transaction, account, before.organization).await? {
            return Err(ChangeMemberError::SharedAccount);
        }
        if accounts::two_factor(transaction, account).await? != Some(true) {
            return Err(ChangeMemberError::NoSecondFactor);
        }
        accounts::remove_second_factors(transaction, account).await?;
        let mut record = before.clone();
        record.two_factor = Some(false);
        record.save(transaction, &before).await?;
        let sessions = sessions::end_all(transaction, account).await?;
        if self.has_mail {
            self.tell(transaction, account).await?;
        }
        let details = json!({"reason": self.reason, "sessions": sessions});
        let action = AuditAction::MemberSecondFactorReset;
        Ok(record_event(transaction, self.may, &self.context, action, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl ResetSecondFactor<'_> {
    /// Queues the mail that tells the owner.
    async fn tell(&self, transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
        let mail = NewMail {
            kind: MailKind::SecondFactorReset,
            about: About::Account(account),
            generation: 0,
            recipient: accounts::email(transaction, account).await?,
            language: accounts::language(transaction, account).await?.unwrap_or_default(),
            at: self.context.at,
        };
        outbox::enqueue(transaction, &mail).await
    }
}
