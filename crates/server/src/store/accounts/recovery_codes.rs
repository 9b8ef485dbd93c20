//! Recovery codes: each signs in once in place of a code of the authenticator app. Only their hashes are kept.

use api_types::AccountId;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value};
use serde_json::json;

use super::{
    OwnAccountError,
    password::{record, tell},
};
use crate::{
    authz::Proven,
    store::{
        Change, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        batch,
        columns::{id_bytes, moment},
        outbox::MailKind,
        sql,
    },
};

/// How many there are.
pub const RECOVERY_CODES: usize = 10;

/// Replaces one's own recovery codes. The old ones no longer work.
pub struct ReplaceRecoveryCodes<'a> {
    pub caller: Proven<'a>,
    /// Their hashes.
    pub codes: Vec<[u8; 32]>,
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for ReplaceRecoveryCodes<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account();
        if super::two_factor(transaction, account).await? != Some(true) {
            return Err(OwnAccountError::NoSecondFactor);
        }
        replace(transaction, account, &self.codes, self.context.at).await?;
        if self.has_mail {
            tell(transaction, account, MailKind::RecoveryCodesCreated, 0, self.context.at).await?;
        }
        Ok(record(transaction, account, AuditAction::RecoveryCodesCreated, json!({}), &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Replaces the codes of an account.
pub(super) async fn replace(
    transaction: &mut Transaction,
    account: AccountId,
    codes: &[[u8; 32]],
    at: Timestamp,
) -> Result<(), StoreError> {
    delete(transaction, account).await?;
    let row =
        |code: &[u8; 32]| -> Vec<Value> { vec![code.to_vec().into(), id_bytes(account).into(), moment(at).into()] };
    let columns = ["code_hash", "account_id", "created_at"];
    batch::insert(transaction, "recovery_codes", &columns, codes.iter().map(row).collect()).await
}

/// Deletes the codes of an account.
pub(in crate::store) async fn delete(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let delete =
        Query::delete().from_table("recovery_codes").and_where(Expr::col("account_id").eq(id_bytes(account))).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Marks a code as used, and tells the owner how many are left if this server sends mail; `false` when the account has
/// no such code, or it was used before.
pub(in crate::store) async fn spend(
    transaction: &mut Transaction,
    account: AccountId,
    code: &[u8; 32],
    has_mail: bool,
    context: &AuditContext,
) -> Result<bool, StoreError> {
    let update = Query::update()
        .table("recovery_codes")
        .value("used_at", moment(context.at))
        .and_where(Expr::col("code_hash").eq(code.to_vec()))
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("used_at").is_null())
        .take();
    if transaction.execute(&update).await? == 0 {
        return Ok(false);
    }
    let (left,): (i64,) = sql::always(transaction.one(&sql::count(&left(account))).await?)?;
    if has_mail {
        tell(transaction, account, MailKind::RecoveryCodeUsed, left, context.at).await?;
    }
    // The events of the sign-in itself, one for each organization, have the ids from that of the context on.
    let details = json!({"left": left});
    record(transaction, account, AuditAction::RecoveryCodeUsed, details, &context.part(1 << 32)).await?;
    Ok(true)
}

/// The codes of an account.
pub(super) fn all(account: AccountId) -> SelectStatement {
    Query::select().from("recovery_codes").and_where(Expr::col("account_id").eq(id_bytes(account))).take()
}

/// Those that were not used.
pub(super) fn left(account: AccountId) -> SelectStatement {
    all(account).and_where(Expr::col("used_at").is_null()).take()
}

/// When they were created.
pub(super) fn newest(account: AccountId) -> SelectStatement {
    all(account).column("created_at").order_by("created_at", Order::Desc).limit(1).take()
}
