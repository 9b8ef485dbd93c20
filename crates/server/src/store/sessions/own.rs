//! The sessions of one's own account: who is signed in where.

use api_types::{AccountId, SessionId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::SessionState;
use crate::{
    authz::{SignedIn, TokenHash},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id, wire_moment},
    },
};

/// An open session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    pub id: SessionId,
    pub user_agent: Option<String>,
    pub address: Option<String>,
    pub created_at: api_types::Timestamp,
    pub last_used_at: api_types::Timestamp,
    pub is_current: bool,
}

record! {
    struct SessionRow {
        id: Vec<u8>,
        user_agent: Option<String>,
        address: Option<String>,
        created_at: i64,
        last_used_at: i64,
    }
}

/// The open sessions of the caller's account: this one first, then the others, the last used first.
///
/// # Errors
/// When the database fails.
pub async fn list(database: &Database, caller: &SignedIn, now: Timestamp) -> Result<Vec<OwnSession>, StoreError> {
    let current = caller.session().id;
    let query = Query::select()
        .columns(["id", "user_agent", "address", "created_at", "last_used_at"])
        .from("sessions")
        .and_where(Expr::col("account_id").eq(id_bytes(caller.account().id)))
        .and_where(Expr::col("state").eq(SessionState::Full.code()))
        .and_where(Expr::col("expires_at").gt(moment(now)))
        .order_by_expr(Expr::col("id").eq(id_bytes(current)), Order::Desc)
        .order_by("last_used_at", Order::Desc)
        .order_by("id", Order::Desc)
        .take();
    let rows: Vec<SessionRow> = database.all(&query).await?;
    let session = |row: SessionRow| {
        let id = read_id(&row.id)?;
        Ok(OwnSession {
            id,
            user_agent: row.user_agent,
            address: row.address,
            created_at: wire_moment(row.created_at)?,
            last_used_at: wire_moment(row.last_used_at)?,
            is_current: id == current,
        })
    };
    rows.into_iter().map(session).collect()
}

/// Ends one session of the caller's account, finished sign-ins or not.
#[derive(Debug)]
pub struct EndOwnSession<'a> {
    pub caller: &'a SignedIn,
    pub session: SessionId,
    pub context: AuditContext,
}

impl Change for EndOwnSession<'_> {
    /// Whether there was such a session.
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let account = self.caller.account().id;
        let delete = Query::delete()
            .from_table("sessions")
            .and_where(Expr::col("id").eq(id_bytes(self.session)))
            .and_where(Expr::col("account_id").eq(id_bytes(account)))
            .take();
        if transaction.execute(&delete).await? == 0 {
            return Ok(false);
        }
        let event = event(AuditAction::OwnSessionsEnded, account, json!({"sessions": 1}));
        audit::record(transaction, &self.context, event).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Ends every session of the caller's account but this one.
#[derive(Debug)]
pub struct EndOtherSessions<'a> {
    pub caller: &'a SignedIn,
    pub context: AuditContext,
}

impl Change for EndOtherSessions<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let account = self.caller.account().id;
        let sessions = end_others(transaction, account, self.caller.session().id).await?;
        if sessions == 0 {
            return Ok(());
        }
        let event = event(AuditAction::OwnSessionsEnded, account, json!({"sessions": sessions}));
        audit::record(transaction, &self.context, event).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Ends every session of an account but one. Returns how many.
pub(in crate::store) async fn end_others(
    transaction: &mut Transaction,
    account: api_types::AccountId,
    stays: SessionId,
) -> Result<u64, StoreError> {
    transaction.noted().account(account);
    let delete = Query::delete()
        .from_table("sessions")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("id").ne(id_bytes(stays)))
        .take();
    transaction.execute(&delete).await
}

/// Gives the caller's session a new token: its owner has proved again who they are.
#[derive(Debug)]
pub struct RenewSession<'a> {
    pub caller: &'a SignedIn,
    pub token: TokenHash,
    /// What has proved it; an authenticator's code is spent.
    pub totp_step: Option<u64>,
    pub context: AuditContext,
}

/// The session was not renewed.
#[derive(Debug, thiserror::Error)]
pub enum RenewError {
    #[error("the code was used before")]
    CodeUsed,
    #[error("the session has ended")]
    Ended,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for RenewSession<'_> {
    type Output = ();
    type Error = RenewError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), RenewError> {
        let account = self.caller.account().id;
        if let Some(step) = self.totp_step
            && !crate::store::accounts::spend_totp_step(transaction, account, step).await?
        {
            return Err(RenewError::CodeUsed);
        }
        if !renew(transaction, self.caller.session().token, self.token, self.context.at).await? {
            return Err(RenewError::Ended);
        }
        Ok(audit::record(transaction, &self.context, event(AuditAction::SessionProven, account, json!({}))).await?)
    }

    fn is_collision(&self, error: &RenewError) -> bool {
        matches!(error, RenewError::Store(error) if error.is_collision())
    }
}

/// Replaces the token of a session; `false` if it has ended, or has another token by now.
pub(in crate::store) async fn renew(
    transaction: &mut Transaction,
    old: TokenHash,
    new: TokenHash,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let update = Query::update()
        .table("sessions")
        .value("token_hash", new.0.to_vec())
        .value("proven_at", moment(at))
        .value("last_used_at", moment(at))
        .and_where(Expr::col("token_hash").eq(old.0.to_vec()))
        .take();
    Ok(transaction.execute(&update).await? == 1)
}

fn event(action: AuditAction, account: AccountId, details: serde_json::Value) -> Event {
    Event { action, organization: None, account: Some(account), subject: Some(account.as_u128()), details }
}
