//! Changes of one's own address, whatever organizations the account belongs to.

use std::time::Duration;

use api_types::{AccountId, EmailChangePreview};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement, Value};
use serde_json::json;

use super::{
    EmailChangeError, Ended, InvalidEmailChange, LIFETIME, PAUSE,
    confirm::{free, set_address},
};
use crate::{
    authz::{Proven, SignedIn, TokenHash},
    store::{
        Change, StoreError, Transaction,
        access::visible_organizations,
        accounts::{self, OwnAccountError, record},
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, read_id, read_moment, wire_moment},
        invitations::{self, Address},
        members,
        outbox::{self, About, MailKind, NewMail},
        password_resets, sql, text,
    },
};

/// Organizations whose allowed domains are asked for.
const ORGANIZATIONS: u64 = 50;

/// Sends a link to the new address, and a notice to the present one. The address that waits already gets another link;
/// another address replaces it. Whether an account has the address is only said to whoever confirms it.
pub struct RequestOwnEmailChange<'a> {
    pub caller: Proven<'a>,
    pub address: Address,
    pub context: AuditContext,
}

impl Change for RequestOwnEmailChange<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let (account, at) = (self.caller.account(), self.context.at);
        let present = accounts::email(transaction, account).await?;
        if self.address.key == text::email_key(&present) {
            return Err(OwnAccountError::SameAddress);
        }
        self.check_domain(transaction).await?;
        self.check_pause(transaction).await?;
        let before: Option<(String, i64, i64)> = transaction.one(&pending(account, at)).await?;
        let is_resent = before.is_some_and(|(email, ..)| text::email_key(&email) == self.address.key);
        outbox::cancel_account_kinds(transaction, account, &[MailKind::OwnEmailChange]).await?;
        if !is_resent {
            outbox::cancel_account_kinds(transaction, account, &[MailKind::OwnEmailChangeRequested]).await?;
        }
        let generation = self.save(transaction).await?;
        let language = accounts::language(transaction, account).await?.unwrap_or_default();
        let mail = |kind, recipient: &str| {
            let (about, recipient) = (About::Account(account), recipient.to_owned());
            NewMail { kind, about, generation, recipient, language, at }
        };
        let mut mails = vec![mail(MailKind::OwnEmailChange, &self.address.email)];
        if !is_resent {
            mails.push(mail(MailKind::OwnEmailChangeRequested, &present));
        }
        outbox::enqueue_all(transaction, &mails).await?;
        let details = json!({"changes": [{"field": "new_email", "after": self.address.email}]});
        Ok(record(transaction, account, AuditAction::OwnEmailChangeRequested, details, &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

impl RequestOwnEmailChange<'_> {
    /// Refuses a domain that one of the organizations does not allow.
    async fn check_domain(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let query = visible_organizations(self.caller.account())
            .column(("organizations", "id"))
            .and_where(Expr::col(("organizations", "allowed_domains")).is_not_null())
            .limit(ORGANIZATIONS)
            .take();
        let limited: Vec<(Vec<u8>,)> = transaction.all(&query).await?;
        for (organization,) in limited {
            let domains = invitations::allowed_domains(transaction, read_id(&organization)?).await?;
            if let Some(domains) = domains.filter(|all| !all.iter().any(|domain| domain == self.address.domain())) {
                return Err(OwnAccountError::DomainNotAllowed(domains));
            }
        }
        Ok(())
    }

    /// Refuses another mail to the same address too soon, also after a cancellation.
    async fn check_pause(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let at = self.context.at;
        let since = at.checked_sub(PAUSE).unwrap_or(at);
        let query = Query::select()
            .columns(["recipient", "created_at"])
            .from("mails")
            .and_where(Expr::col("account_id").eq(id_bytes(self.caller.account())))
            .and_where(Expr::col("created_at").gt(moment(since)))
            .take();
        let queued: Vec<(String, i64)> = transaction.all(&query).await?;
        let same = queued.into_iter().filter(|(recipient, _)| text::email_key(recipient) == self.address.key);
        let Some(newest) = same.map(|(_, at)| at).max() else { return Ok(()) };
        let from = read_moment(newest)?.checked_add(PAUSE).unwrap_or(Timestamp::MAX);
        let wait = Duration::try_from(from.duration_since(at)).unwrap_or_default();
        Err(OwnAccountError::TooSoon(wait.max(Duration::from_secs(1))))
    }

    /// Replaces the newest change of the account; returns its generation.
    async fn save(&self, transaction: &mut Transaction) -> Result<i64, StoreError> {
        let (account, at) = (self.caller.account(), self.context.at);
        let next = Expr::col(("account_email_changes", "generation")).add(1i64);
        let mut insert = sql::insert(
            "account_email_changes",
            [
                ("account_id", id_bytes(account).into()),
                ("email", self.address.email.as_str().into()),
                ("generation", 1i64.into()),
                ("requested_at", moment(at).into()),
                ("expires_at", moment(at.checked_add(LIFETIME).unwrap_or(Timestamp::MAX)).into()),
                ("ended", Value::SmallInt(None)),
            ],
        )?;
        let replace = OnConflict::column("account_id")
            .update_columns(["email", "requested_at", "expires_at", "ended"])
            .value("generation", next)
            .to_owned();
        transaction.execute(insert.on_conflict(replace)).await?;
        let query = Query::select()
            .column("generation")
            .from("account_email_changes")
            .and_where(Expr::col("account_id").eq(id_bytes(account)))
            .take();
        let (generation,): (i64,) = sql::always(transaction.one(&query).await?)?;
        Ok(generation)
    }
}

/// Cancels the change that waits: its link no longer works. Without one, nothing happens.
#[derive(Debug)]
pub struct CancelOwnEmailChange<'a> {
    pub caller: &'a SignedIn,
    pub context: AuditContext,
}

impl Change for CancelOwnEmailChange<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let account = self.caller.account().id;
        if !end(transaction, account, Ended::Cancelled).await? {
            return Ok(());
        }
        record(transaction, account, AuditAction::OwnEmailChangeCancelled, json!({}), &self.context).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Cancels the change that waits for an account, if there is one: its link no longer works.
pub(in crate::store) async fn cancel_own(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    end(transaction, account, Ended::Cancelled).await.map(|_| ())
}

/// The change that waits for an account: address, since when, until when.
pub(in crate::store) fn pending(account: AccountId, now: Timestamp) -> SelectStatement {
    Query::select()
        .columns(["email", "requested_at", "expires_at"])
        .from("account_email_changes")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("ended").is_null())
        .and_where(Expr::col("expires_at").gt(moment(now)))
        .take()
}

/// Adds the token of a link that goes out by mail.
pub(in crate::store) async fn add_own_token(
    transaction: &mut Transaction,
    account: AccountId,
    generation: i64,
    hash: TokenHash,
) -> Result<(), StoreError> {
    let insert = sql::insert(
        "account_email_change_tokens",
        [
            ("token_hash", hash.0.to_vec().into()),
            ("account_id", id_bytes(account).into()),
            ("generation", generation.into()),
        ],
    )?;
    transaction.execute(&insert).await.map(|_| ())
}

/// Ends the change that waits, with the mails about it that wait; `false` if none waits.
pub(super) async fn end(transaction: &mut Transaction, account: AccountId, ended: Ended) -> Result<bool, StoreError> {
    let update = Query::update()
        .table("account_email_changes")
        .value("ended", ended.code())
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("ended").is_null())
        .take();
    let has_ended = transaction.execute(&update).await? > 0;
    if has_ended {
        let kinds = [MailKind::OwnEmailChange, MailKind::OwnEmailChangeRequested];
        outbox::cancel_account_kinds(transaction, account, &kinds).await?;
    }
    Ok(has_ended)
}

record! {
    /// The token and its change.
    pub(super) struct OwnLookup {
        account_id: Vec<u8>,
        generation: i64,
        present_generation: i64,
        email: String,
        expires_at: i64,
        ended: Option<i16>,
        name: String,
        present_email: String,
        disabled: bool,
    }
}

impl OwnLookup {
    /// Selects the lookup of a token by its hash.
    pub(super) fn select(token: TokenHash) -> SelectStatement {
        let of_change = |column: &'static str| ("account_email_changes", column);
        let of_token = |column: &'static str| ("account_email_change_tokens", column);
        Query::select()
            .columns(["account_id", "generation"].map(of_token))
            .expr_as(Expr::col(of_change("generation")), "present_generation")
            .columns(["email", "expires_at", "ended"].map(of_change))
            .columns([("accounts", "name"), ("accounts", "disabled")])
            .expr_as(Expr::col(("accounts", "email")), "present_email")
            .from("account_email_change_tokens")
            .inner_join("account_email_changes", Expr::col(of_change("account_id")).equals(of_token("account_id")))
            .inner_join("accounts", Expr::col(("accounts", "id")).equals(of_token("account_id")))
            .and_where(Expr::col(of_token("token_hash")).eq(token.0.to_vec()))
            .take()
    }

    /// Checks that the link is valid.
    pub(super) fn check(&self, now: Timestamp) -> Result<(), EmailChangeError> {
        let ended = self.ended.map(Ended::from_code).transpose()?;
        Err(match ended {
            _ if self.generation != self.present_generation => InvalidEmailChange::Replaced,
            Some(Ended::Confirmed) => InvalidEmailChange::Used,
            Some(Ended::Cancelled) => InvalidEmailChange::Cancelled,
            Some(Ended::Expired) => InvalidEmailChange::Expired,
            None if self.expires_at <= moment(now) => InvalidEmailChange::Expired,
            None if self.disabled => InvalidEmailChange::Cancelled,
            None => return Ok(()),
        }
        .into())
    }

    /// Confirms the change: the account has the new address, and so have all its members.
    pub(super) async fn confirm(
        self,
        transaction: &mut Transaction,
        context: &AuditContext,
        release_context: &AuditContext,
    ) -> Result<(), EmailChangeError> {
        self.check(context.at)?;
        let account = read_id(&self.account_id)?;
        let key = text::email_key(&self.email);
        if is_taken_beside(transaction, account, &key).await? {
            return Err(EmailChangeError::Taken);
        }
        free(transaction, &key, release_context).await?;
        set_address(transaction, account, &self.email, &key).await?;
        let changed = members::change_all(transaction, account, |record| record.email.clone_from(&self.email)).await?;
        for (before, record) in &changed {
            super::end(transaction, record.id, Ended::Cancelled).await?;
            outbox::cancel_to(transaction, record.organization, &before.email).await?;
        }
        members::record_changes(transaction, account, context, &changed).await?;
        end(transaction, account, Ended::Confirmed).await?;
        password_resets::tokens::replace(transaction, account).await?;
        let mail = NewMail {
            kind: MailKind::OwnEmailChanged,
            about: About::Account(account),
            generation: self.generation,
            recipient: self.present_email.clone(),
            language: accounts::language(transaction, account).await?.unwrap_or_default(),
            at: context.at,
        };
        outbox::enqueue(transaction, &mail).await?;
        let details = json!({"changes": [{"field": "email", "before": self.present_email, "after": self.email}]});
        Ok(record(transaction, account, AuditAction::AccountEmailChanged, details, context).await?)
    }

    /// The change as the holder of its link sees it.
    pub(super) fn preview(self) -> Result<EmailChangePreview, StoreError> {
        Ok(EmailChangePreview {
            email: self.email,
            name: self.name,
            organization_name: String::new(),
            expires_at: wire_moment(self.expires_at)?,
        })
    }
}

/// Whether another member of an organization of the account has the address.
async fn is_taken_beside(transaction: &mut Transaction, account: AccountId, key: &str) -> Result<bool, StoreError> {
    let own = Query::select()
        .column("organization_id")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .take();
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("email_key").eq(key))
        .and_where(Expr::col("hidden").eq(false))
        .and_where(Expr::col("organization_id").in_subquery(own))
        .limit(1)
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// The address that a link of this generation confirms, if the change still waits.
pub(in crate::store) async fn awaited(
    transaction: &mut Transaction,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<(String, i64, Timestamp)>, StoreError> {
    let query = pending(account, now).column("generation").take();
    let row: Option<(String, i64, i64, i64)> = transaction.one(&query).await?;
    row.map(|(email, _, expires_at, generation)| Ok((email, generation, read_moment(expires_at)?))).transpose()
}
