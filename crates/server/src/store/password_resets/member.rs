//! Help from an administrator: a link by mail, or one to hand over.

use std::num::NonZeroU32;

use api_types::{AccountId, MemberId, MemberStatus};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::tokens;
use crate::{
    authz::{Authorized, TokenHash, policy::ChangeMember},
    budget::Budget,
    store::{
        Change, StoreError, Transaction, accounts,
        audit::{AuditAction, AuditContext},
        columns::id_bytes,
        invitations::record_event,
        limits::{Limit, LimitKey, Meter},
        members::{self, ChangeMemberError, MemberRecord},
        organizations,
    },
};

/// How many links administrators can have sent to one account: three at once, then every five minutes.
const MAILS: Budget = Budget::new(NonZeroU32::new(3).unwrap(), SignedDuration::from_mins(15));

/// Lets an active member choose a new password. Nobody else learns it.
#[derive(Debug)]
pub struct ResetMemberPassword<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Of a link that is handed over; none: the link goes to the account's address by mail.
    pub token: Option<TokenHash>,
    pub context: AuditContext,
}

impl Change for ResetMemberPassword<'_> {
    /// When the link that is handed over ends.
    type Output = Option<Timestamp>;
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Option<Timestamp>, ChangeMemberError> {
        let (record, _) = members::open_for_change(transaction, self.may, self.member).await?;
        let account = record.account.ok_or(ChangeMemberError::NoAccount)?;
        if record.status != MemberStatus::Active {
            return Err(ChangeMemberError::NotActive);
        }
        let provider = organizations::with_identity_provider(record.organization);
        if transaction.one::<(Vec<u8>,)>(&provider).await?.is_some() {
            return Err(ChangeMemberError::PasswordElsewhere);
        }
        match self.token {
            Some(token) => self.hand_over(transaction, &record, account, token).await.map(Some),
            None => self.send(transaction, &record, account).await.map(|()| None),
        }
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl ResetMemberPassword<'_> {
    /// Adds a link. An account of several organizations is its owner's, and the caller's own password is changed by
    /// whoever knows it: for these the link goes by mail only.
    async fn hand_over(
        &self,
        transaction: &mut Transaction,
        record: &MemberRecord,
        account: AccountId,
        token: TokenHash,
    ) -> Result<Timestamp, ChangeMemberError> {
        let is_own = account == self.may.account();
        if is_own || accounts::belongs_elsewhere(transaction, account, record.organization).await? {
            return Err(ChangeMemberError::ByMailOnly);
        }
        tokens::replace(transaction, account).await?;
        let end = tokens::add_issued(transaction, account, token, self.context.at).await?;
        self.record(transaction, AuditAction::MemberPasswordLinkCreated, record).await?;
        Ok(end)
    }

    async fn send(
        &self,
        transaction: &mut Transaction,
        record: &MemberRecord,
        account: AccountId,
    ) -> Result<(), ChangeMemberError> {
        let limit = Limit { key: LimitKey::new("password resets", &[&id_bytes(account)]), budget: MAILS };
        let mut meter = Meter::load(transaction, std::iter::once(limit.key), self.context.at).await?;
        meter.take(&[limit]).map_err(|limited| ChangeMemberError::TooSoon(limited.retry_after))?;
        meter.save(transaction).await?;
        let email = accounts::email(transaction, account).await?;
        let language = accounts::language(transaction, account).await?.unwrap_or_default();
        super::send(transaction, account, email, language, self.context.at).await?;
        Ok(self.record(transaction, AuditAction::MemberPasswordResetSent, record).await?)
    }

    async fn record(
        &self,
        transaction: &mut Transaction,
        action: AuditAction,
        record: &MemberRecord,
    ) -> Result<(), StoreError> {
        record_event(transaction, self.may, &self.context, action, record, json!({})).await
    }
}
