//! The authenticator app of an account. Secrets are sealed before they come here.

use api_types::AccountId;
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::json;

use super::{
    OwnAccountError, own,
    password::{record, tell},
    recovery_codes, spend_totp_step,
};
use crate::{
    authz::Proven,
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment},
        members,
        outbox::MailKind,
    },
};

/// So long a new secret waits for its first code.
pub const WAITING: SignedDuration = SignedDuration::from_mins(15);

/// Keeps a new secret until its first code comes. The present one goes on working until then.
pub struct StartTotp<'a> {
    pub caller: Proven<'a>,
    pub sealed: String,
    pub context: AuditContext,
}

impl Change for StartTotp<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let until = self.context.at.checked_add(WAITING).unwrap_or(Timestamp::MAX);
        let update = Query::update()
            .table("accounts")
            .value("totp_waiting", self.sealed.as_str())
            .value("totp_waiting_until", moment(until))
            .and_where(Expr::col("id").eq(id_bytes(self.caller.account())))
            .take();
        transaction.execute(&update).await?;
        let account = self.caller.account();
        record(transaction, account, AuditAction::TotpStarted, json!({}), &self.context).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// The sealed secret that waits for its first code.
///
/// # Errors
/// When the database fails.
pub async fn waiting_totp(
    database: &Database,
    caller: Proven<'_>,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let query = Query::select()
        .column("totp_waiting")
        .from("accounts")
        .and_where(Expr::col("id").eq(id_bytes(caller.account())))
        .and_where(Expr::col("totp_waiting_until").gt(moment(now)))
        .take();
    Ok(database.one::<(Option<String>,)>(&query).await?.and_then(|(sealed,)| sealed))
}

/// Turns the authenticator app on, with new recovery codes.
pub struct ConfirmTotp<'a> {
    pub caller: Proven<'a>,
    /// The secret that waits, as it was read.
    pub sealed: String,
    /// The time step of the code; it cannot be used again.
    pub step: u64,
    /// Hashes of the new recovery codes.
    pub recovery_codes: Vec<[u8; 32]>,
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for ConfirmTotp<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account();
        let at = moment(self.context.at);
        let update = Query::update()
            .table("accounts")
            .value("totp_sealed", self.sealed.as_str())
            .value("totp_since", at)
            .value("totp_last_step", 0i64)
            .value("totp_waiting", Value::String(None))
            .value("totp_waiting_until", Value::BigInt(None))
            .and_where(Expr::col("id").eq(id_bytes(account)))
            .and_where(Expr::col("totp_waiting").eq(self.sealed.as_str()))
            .and_where(Expr::col("totp_waiting_until").gt(at))
            .take();
        if transaction.execute(&update).await? == 0 {
            return Err(OwnAccountError::NoTotp);
        }
        if !spend_totp_step(transaction, account, self.step).await? {
            return Err(OwnAccountError::CodeUsed);
        }
        recovery_codes::replace(transaction, account, &self.recovery_codes, self.context.at).await?;
        members::set_two_factor(transaction, account, true).await?;
        if self.has_mail {
            tell(transaction, account, MailKind::TotpEnabled, 0, self.context.at).await?;
        }
        Ok(record(transaction, account, AuditAction::TotpEnabled, json!({}), &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Turns the authenticator app off. Recovery codes end with the last second factor.
pub struct RemoveTotp<'a> {
    pub caller: Proven<'a>,
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for RemoveTotp<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account();
        if !remove(transaction, account).await? {
            return Err(OwnAccountError::NoTotp);
        }
        without_factor(transaction, account).await?;
        if self.has_mail {
            tell(transaction, account, MailKind::TotpDisabled, 0, self.context.at).await?;
        }
        Ok(record(transaction, account, AuditAction::TotpDisabled, json!({}), &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Does what follows when a second factor was removed: refuses if it was the last one and an organization requires one.
pub(super) async fn without_factor(transaction: &mut Transaction, account: AccountId) -> Result<(), OwnAccountError> {
    if super::two_factor(transaction, account).await? == Some(true) {
        return Ok(());
    }
    let required = own::requiring(account).expr(Expr::val(1)).limit(1).take();
    if transaction.one::<(i32,)>(&required).await?.is_some() {
        return Err(OwnAccountError::SecondFactorNeeded);
    }
    recovery_codes::delete(transaction, account).await?;
    Ok(members::set_two_factor(transaction, account, false).await?)
}

/// Removes the secret, and one that waits; `false` if there was none.
pub(super) async fn remove(transaction: &mut Transaction, account: AccountId) -> Result<bool, StoreError> {
    let waiting = Query::update()
        .table("accounts")
        .value("totp_waiting", Value::String(None))
        .value("totp_waiting_until", Value::BigInt(None))
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    transaction.execute(&waiting).await?;
    let update = Query::update()
        .table("accounts")
        .value("totp_sealed", Value::String(None))
        .value("totp_since", Value::BigInt(None))
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .and_where(Expr::col("totp_sealed").is_not_null())
        .take();
    Ok(transaction.execute(&update).await? == 1)
}
