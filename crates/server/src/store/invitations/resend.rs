//! Sending an invitation again: a new link, and the old ones end.

use api_types::{MemberId, MemberStatus};
use jiff::SignedDuration;
use serde_json::json;

use super::{
    LinkInvitation, event,
    invite::{end, issued, mail},
    tokens::{self, TokenStatus},
};
use crate::{
    authz::{Authorized, TokenHash, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        columns::moment,
        idempotency::{self, IdempotencyKey, KeyState},
        mail_limits::{self, MailLimits, MailMeter, MailRefusal},
        members::{self, ChangeMemberError, MemberRecord},
        outbox, text,
    },
};

/// Sends an invitation again, also one that has run out.
#[derive(Debug)]
pub struct ResendInvitation<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Of the link that is handed over; none is when it goes out by mail only.
    pub token: Option<TokenHash>,
    pub send_email: bool,
    pub mail_limits: MailLimits,
    /// `None`: as long as before.
    pub lifetime: Option<SignedDuration>,
    /// Says whether it would be possible, and does nothing.
    pub dry_run: bool,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

impl Change for ResendInvitation<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let Some(key) = self.idempotency.as_ref().filter(|_| !self.dry_run) else {
            return self.resend(transaction).await;
        };
        let account = self.may.account();
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(_) => self.repeat(transaction).await,
            KeyState::Reused => Err(ChangeMemberError::KeyReused),
            KeyState::New => {
                self.resend(transaction).await?;
                Ok(idempotency::save(transaction, account, key, "", self.context.at).await?)
            }
        }
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl ResendInvitation<'_> {
    async fn resend(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (before, _) = members::open_for_change(transaction, self.may, self.member).await?;
        let mut record = before.clone();
        let invitation = record.invitation.as_mut().filter(|_| before.is_pending());
        let invitation = invitation.ok_or(ChangeMemberError::NotPending)?;
        if self.dry_run {
            return Ok(());
        }
        if let Some(lifetime) = self.lifetime {
            invitation.lifetime = i64::try_from(lifetime.as_micros()).unwrap_or(i64::MAX);
        }
        let at = self.context.at;
        if self.send_email {
            self.count_mail(transaction, &before).await?;
        }
        invitation.expires_at = moment(end(at, SignedDuration::from_micros(invitation.lifetime)));
        invitation.reminded_at = None;
        invitation.link_wanted_at = None;
        record.status = MemberStatus::Invited;
        record.generation += 1;
        record.save(transaction, &before).await?;
        tokens::end(transaction, record.id, TokenStatus::Replaced, at).await?;
        let link = self.token.map(|token| issued(&record, token));
        tokens::add_issued(transaction, link.as_slice(), at).await?;
        outbox::cancel(transaction, record.id).await?;
        if self.send_email {
            outbox::enqueue(transaction, &mail(&record, at)).await?;
        }
        let details = json!({"generation": record.generation, "sent": self.send_email});
        Ok(event::record(transaction, self.may, &self.context, AuditAction::InvitationResent, &record, details).await?)
    }

    /// Counts the mail, unless there were too many or the recipient wants none.
    async fn count_mail(&self, transaction: &mut Transaction, record: &MemberRecord) -> Result<(), ChangeMemberError> {
        let at = self.context.at;
        if let Err(limited) = mail_limits::take_resend(transaction, record.id, at).await? {
            return Err(ChangeMemberError::TooSoon(limited.retry_after));
        }
        let (by, key) = ((self.may.account(), record.organization), text::email_key(&record.email));
        let mut mails = MailMeter::load(transaction, &self.mail_limits, by, &[&key], at).await?;
        mails.take(&key).map_err(|refusal| match refusal {
            MailRefusal::Refused => ChangeMemberError::MailRefused,
            MailRefusal::Limited(limited) => ChangeMemberError::MailLimit(limited.retry_after),
        })?;
        Ok(mails.save(transaction).await?)
    }

    /// Nothing is sent again, but whoever gets a link gets one more: the first one is not known any more.
    async fn repeat(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let Some(token) = self.token else { return Ok(()) };
        LinkInvitation { may: self.may, member: self.member, token, context: self.context.clone() }
            .apply(transaction)
            .await
    }
}
