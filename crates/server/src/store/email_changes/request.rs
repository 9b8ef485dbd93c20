//! Asking for a change, and sending its link again.

use std::time::Duration;

use api_types::{AccountId, Language, MEMBERS, MemberId, MemberStatus};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, OnConflict, Query, Value};
use serde_json::json;

use super::{LIFETIME, PAUSE, PendingChange};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, StoreError, Transaction, accounts,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, read_moment},
        idempotency::{self, IdempotencyKey, KeyState},
        invitations::{self, Address, record_event},
        listing,
        members::{self, ChangeMemberError, MemberRecord},
        outbox::{self, About, MailKind, NewMail},
        sql, text,
    },
};

/// Sends a link to the new address of an active member, and a notice to the present one. The address that waits already
/// gets another link; another address replaces it. Whether an account somewhere else has the address is only said to
/// whoever confirms it.
#[derive(Debug)]
pub struct RequestEmailChange<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    pub address: Address,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

impl Change for RequestEmailChange<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let Some(key) = &self.idempotency else { return self.request(transaction).await };
        let account = self.may.account();
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(_) => Ok(()),
            KeyState::Reused => Err(ChangeMemberError::KeyReused),
            KeyState::New => {
                self.request(transaction).await?;
                Ok(idempotency::save(transaction, account, key, "", self.context.at).await?)
            }
        }
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl RequestEmailChange<'_> {
    async fn request(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (record, _) = members::open_for_change(transaction, self.may, self.member).await?;
        let account = account_of(transaction, &record).await?;
        if account == self.may.account() {
            return Err(ChangeMemberError::OwnAccount);
        }
        self.check_address(transaction, &record).await?;
        self.check_pause(transaction).await?;
        let at = self.context.at;
        let before = PendingChange::find(transaction, record.id, at).await?;
        let is_resent = before.is_some_and(|before| text::email_key(&before.email) == self.address.key);
        if is_resent {
            outbox::cancel_kinds(transaction, record.id, &[MailKind::EmailChange]).await?;
        } else {
            super::end(transaction, record.id, super::Ended::Cancelled).await?;
        }
        let generation = self.save(transaction).await?;
        let language = accounts::language(transaction, account).await?.unwrap_or_default();
        outbox::enqueue_all(transaction, &self.mails(&record, generation, language, is_resent)).await?;
        listing::touch(transaction, record.organization, MEMBERS.name).await?;
        let action = if is_resent { AuditAction::EmailChangeResent } else { AuditAction::EmailChangeRequested };
        let details = json!({"changes": [{"field": "new_email", "after": self.address.email}]});
        Ok(record_event(transaction, self.may, &self.context, action, &record, details).await?)
    }

    /// Refuses an address that is no other one, that somebody in the organization has, or that cannot be invited.
    async fn check_address(
        &self,
        transaction: &mut Transaction,
        record: &MemberRecord,
    ) -> Result<(), ChangeMemberError> {
        if self.address.key == text::email_key(&record.email) {
            return Err(ChangeMemberError::SameAddress);
        }
        if members::is_taken(transaction, record.organization, &self.address.key).await? {
            return Err(ChangeMemberError::AddressTaken);
        }
        let domains = invitations::allowed_domains(transaction, record.organization).await?;
        match domains.filter(|all| !all.iter().any(|domain| domain == self.address.domain())) {
            Some(domains) => Err(ChangeMemberError::DomainNotAllowed(domains)),
            None => Ok(()),
        }
    }

    /// Refuses another mail to the same address too soon, whoever it was about, also after a cancellation.
    async fn check_pause(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let at = self.context.at;
        let since = at.checked_sub(PAUSE).unwrap_or(at);
        let organization = self.may.organization();
        let queued = outbox::queued(transaction, organization, MailKind::EmailChange, since).await?;
        let same = queued.into_iter().filter(|(recipient, _)| text::email_key(recipient) == self.address.key);
        let Some(newest) = same.map(|(_, at)| at).max() else { return Ok(()) };
        let from = read_moment(newest)?.checked_add(PAUSE).unwrap_or(Timestamp::MAX);
        let wait = Duration::try_from(from.duration_since(at)).unwrap_or_default();
        Err(ChangeMemberError::TooSoon(wait.max(Duration::from_secs(1))))
    }

    /// Replaces the newest change of the member; returns its generation.
    async fn save(&self, transaction: &mut Transaction) -> Result<i64, StoreError> {
        let at = self.context.at;
        let next = Expr::col(("email_changes", "generation")).add(1i64);
        let mut insert = sql::insert(
            "email_changes",
            [
                ("member_id", id_bytes(self.member).into()),
                ("email", self.address.email.as_str().into()),
                ("generation", 1i64.into()),
                ("requested_at", moment(at).into()),
                ("requested_by_id", id_bytes(self.may.account()).into()),
                ("expires_at", moment(at.checked_add(LIFETIME).unwrap_or(Timestamp::MAX)).into()),
                ("ended", Value::SmallInt(None)),
            ],
        )?;
        let replace = OnConflict::column("member_id")
            .update_columns(["email", "requested_at", "requested_by_id", "expires_at", "ended"])
            .value("generation", next)
            .to_owned();
        transaction.execute(insert.on_conflict(replace)).await?;
        let query = Query::select()
            .column("generation")
            .from("email_changes")
            .and_where(Expr::col("member_id").eq(id_bytes(self.member)))
            .take();
        let (generation,): (i64,) = sql::always(transaction.one(&query).await?)?;
        Ok(generation)
    }

    /// The link to the new address and, the first time, the notice to the present one.
    fn mails(&self, record: &MemberRecord, generation: i64, language: Language, is_resent: bool) -> Vec<NewMail> {
        let about = About::Member { organization: record.organization, member: record.id };
        let mail = |kind, recipient: &str| {
            let recipient = recipient.to_owned();
            NewMail { kind, about, generation, recipient, language, at: self.context.at }
        };
        let link = mail(MailKind::EmailChange, &self.address.email);
        let notice = (!is_resent).then(|| mail(MailKind::EmailChangeRequested, &record.email));
        [link].into_iter().chain(notice).collect()
    }
}

/// The account whose address can be changed: of an active member, and of no other organization.
async fn account_of(transaction: &mut Transaction, record: &MemberRecord) -> Result<AccountId, ChangeMemberError> {
    let account = match (record.status, record.account) {
        (MemberStatus::Active, Some(account)) => account,
        (MemberStatus::Active, None) => return Err(ChangeMemberError::AccountGone),
        (MemberStatus::Inactive, _) => return Err(ChangeMemberError::NotActive),
        _ => return Err(ChangeMemberError::NotJoined),
    };
    if accounts::belongs_elsewhere(transaction, account, record.organization).await? {
        return Err(ChangeMemberError::SharedAccount);
    }
    Ok(account)
}
