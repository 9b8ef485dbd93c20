//! Confirming the new address: from then on the account and the member have it.

use api_types::AccountId;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{
    Ended,
    lookup::{InvalidEmailChange, Lookup},
    own::{self, OwnLookup},
};
use crate::{
    authz::{
        TokenHash,
        policy::{Action, ChangeMember, decide},
    },
    store::{
        Change, StoreError, Transaction, access,
        accounts::{self, AccountState},
        audit::{AuditAction, AuditContext},
        columns::id_bytes,
        invitations::record_event_by,
        members::{self, MemberRecord},
        outbox::{self, About, MailKind, NewMail},
        password_resets, roles, text,
    },
};

/// Gives the account of a token its new address. Sessions stay; links and mails that went to the old address end.
#[derive(Debug)]
pub struct ConfirmEmailChange {
    pub token: TokenHash,
    pub context: AuditContext,
    /// For the event that another account has lost the address.
    pub release_context: AuditContext,
}

/// Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum EmailChangeError {
    #[error(transparent)]
    Invalid(#[from] InvalidEmailChange),
    #[error("another account or member has the address")]
    Taken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for ConfirmEmailChange {
    type Output = ();
    type Error = EmailChangeError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), EmailChangeError> {
        let Some(found): Option<Lookup> = transaction.one(&Lookup::select(self.token)).await? else {
            let own: Option<OwnLookup> = transaction.one(&OwnLookup::select(self.token)).await?;
            let own = own.ok_or(InvalidEmailChange::Unknown)?;
            return own.confirm(transaction, &self.context, &self.release_context).await;
        };
        found.check(self.context.at)?;
        let account = found.account()?;
        let before = MemberRecord::find(transaction, found.organization()?, found.member()?).await?;
        let before = before.ok_or(InvalidEmailChange::Unknown)?;
        if !may_still(transaction, found.requester()?, &before).await? {
            return Err(InvalidEmailChange::Cancelled.into());
        }
        let key = text::email_key(&found.email);
        if members::is_taken(transaction, before.organization, &key).await? {
            return Err(EmailChangeError::Taken);
        }
        free(transaction, &key, &self.release_context).await?;
        let mut record = before.clone();
        record.email = found.email;
        set_address(transaction, account, &record.email, &key).await?;
        record.save(transaction, &before).await?;
        super::end(transaction, record.id, Ended::Confirmed).await?;
        own::end(transaction, account, Ended::Cancelled).await?;
        password_resets::tokens::replace(transaction, account).await?;
        outbox::cancel_to(transaction, record.organization, &before.email).await?;
        self.tell(transaction, account, &before).await?;
        let details = json!({"changes": [{"field": "email", "before": before.email, "after": record.email}]});
        let action = AuditAction::MemberEmailChanged;
        Ok(record_event_by(transaction, Some(account), &self.context, action, &record, details).await?)
    }

    /// What is taken although it was looked for just before, somebody else has taken at the same moment.
    fn is_collision(&self, error: &EmailChangeError) -> bool {
        matches!(error, EmailChangeError::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl ConfirmEmailChange {
    /// Tells the old address.
    async fn tell(
        &self,
        transaction: &mut Transaction,
        account: AccountId,
        before: &MemberRecord,
    ) -> Result<(), StoreError> {
        let mail = NewMail {
            kind: MailKind::EmailChanged,
            about: About::Member { organization: before.organization, member: before.id },
            generation: before.version,
            recipient: before.email.clone(),
            language: accounts::language(transaction, account).await?.unwrap_or_default(),
            at: self.context.at,
        };
        outbox::enqueue(transaction, &mail).await
    }
}

/// Whether whoever asked for the change is still allowed to: who has lost access, or is no longer above the member, must
/// not take over an account with an earlier link.
async fn may_still(
    transaction: &mut Transaction,
    requester: AccountId,
    member: &MemberRecord,
) -> Result<bool, StoreError> {
    let held = access::present(transaction, requester, member.organization).await?;
    let Some(held) = held.filter(|held| decide(ChangeMember::RULE, Some(held)).is_ok()) else { return Ok(false) };
    Ok(!roles::any_above(transaction, member.organization, &member.roles, &held).await?)
}

/// Takes the address from an account that has never shown that it is its own.
///
/// # Errors
/// [`EmailChangeError::Taken`] if it has.
pub(super) async fn free(
    transaction: &mut Transaction,
    key: &str,
    context: &AuditContext,
) -> Result<(), EmailChangeError> {
    match transaction.one::<AccountState>(&AccountState::select(key)).await? {
        None => Ok(()),
        Some(other) if other.email_unverified => Ok(accounts::release(transaction, other.id()?, context).await?),
        Some(_) => Err(EmailChangeError::Taken),
    }
}

/// Sets the address of an account. Whoever came with the token from the mail reads the mailbox.
pub(super) async fn set_address(
    transaction: &mut Transaction,
    account: AccountId,
    email: &str,
    key: &str,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("accounts")
        .value("email", email)
        .value("email_key", key)
        .value("email_unverified", false)
        .value("version", Expr::col("version").add(1i64))
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}
