//! Accounts whose address nobody has shown to be theirs: they block nobody who has shown it.

use api_types::{AccountId, MemberId, OrganizationId, PersonName};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use crate::store::{
    StoreError, Transaction,
    audit::{self, AuditAction, AuditContext, Event},
    columns::{id_bytes, read_id},
    email_changes, known_browsers,
    members::MemberRecord,
    password_resets, sessions, sql,
};

/// The new owner of an unverified account.
pub(in crate::store) struct NewOwner<'a> {
    pub name: &'a PersonName,
    /// The address as it is written to.
    pub email: &'a str,
    pub password_hash: &'a str,
    /// Whether they have shown that the address is theirs.
    pub is_verified: bool,
}

/// Gives an account to a new owner: with another password and without the second factor of whoever made it, whose
/// sessions and links end.
pub(in crate::store) async fn take_over(
    transaction: &mut Transaction,
    account: AccountId,
    owner: &NewOwner<'_>,
    context: &AuditContext,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("accounts")
        .value("email", owner.email)
        .value("given_name", owner.name.given.as_deref())
        .value("family_name", owner.name.family.as_deref())
        .value("name", owner.name.full.as_str())
        .value("password_hash", owner.password_hash)
        .value("email_unverified", !owner.is_verified)
        .value("version", Expr::col("version").add(1i64))
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    transaction.execute(&update).await?;
    super::remove_second_factors(transaction, account).await?;
    show_without_second_factor(transaction, account).await?;
    password_resets::tokens::replace(transaction, account).await?;
    let sessions = end_access(transaction, account).await?;
    let details = json!({"mailed": owner.is_verified, "sessions": sessions});
    audit::record(transaction, context, event(AuditAction::AccountTakenOver, account, details)).await
}

/// Takes the address from an unverified account, for somebody who has shown that it is theirs. Nobody can sign in to the
/// account any more.
pub(in crate::store) async fn release(
    transaction: &mut Transaction,
    account: AccountId,
    context: &AuditContext,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("accounts")
        // No address has a space.
        .value("email_key", format!("released {account}"))
        .value("disabled", true)
        .value("version", Expr::col("version").add(1i64))
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    transaction.execute(&update).await?;
    let sessions = end_access(transaction, account).await?;
    audit::record(transaction, context, event(AuditAction::AccountReleased, account, json!({"sessions": sessions})))
        .await
}

async fn end_access(transaction: &mut Transaction, account: AccountId) -> Result<u64, StoreError> {
    email_changes::cancel_own(transaction, account).await?;
    known_browsers::forget(transaction, account).await?;
    sessions::end_all(transaction, account).await
}

fn event(action: AuditAction, account: AccountId, details: serde_json::Value) -> Event {
    Event { action, organization: None, account: Some(account), subject: Some(account.as_u128()), details }
}

/// Shows in every organization of the account that it has no second factor.
async fn show_without_second_factor(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let query = Query::select()
        .columns(["organization_id", "id"])
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .take();
    for (organization, member) in transaction.all::<(Vec<u8>, Vec<u8>)>(&query).await? {
        let (organization, member): (OrganizationId, MemberId) = (read_id(&organization)?, read_id(&member)?);
        let before = sql::always(MemberRecord::find(transaction, organization, member).await?)?;
        if before.two_factor == Some(true) {
            let mut record = MemberRecord { two_factor: Some(false), ..before.clone() };
            record.save(transaction, &before).await?;
        }
    }
    Ok(())
}
