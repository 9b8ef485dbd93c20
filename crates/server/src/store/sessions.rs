//! Sessions: who is signed in. Only the hash of a session's token is kept.

mod own;

use api_types::{Account, AccountId, ExportedSession, MemberStatus, SessionId};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde_json::json;

use super::{
    Change, Database, StoreError, Transaction, accounts,
    audit::{self, AuditAction, AuditContext, Event},
    columns::{id_bytes, moment, read_id, read_moment, status_place, wire_moment},
    members, sql,
};
use crate::{authz::TokenHash, store::accounts::UsePasskey};
pub use own::{EndOtherSessions, EndOwnSession, OwnSession, RenewError, RenewSession, list};
pub(super) use own::{end_others, renew};

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// Signed in.
    Full,
    /// The password was right; nothing is allowed before the second factor.
    SecondFactorPending,
}

impl SessionState {
    const fn code(self) -> i16 {
        match self {
            Self::Full => 0,
            Self::SecondFactorPending => 1,
        }
    }

    fn from_code(code: i16) -> Result<Self, StoreError> {
        match code {
            0 => Ok(Self::Full),
            1 => Ok(Self::SecondFactorPending),
            _ => Err(StoreError::Unreadable("session state")),
        }
    }
}

/// A session that has not ended, of an account that may still sign in.
#[derive(Debug, Clone)]
pub struct LiveSession {
    pub id: SessionId,
    pub account: Account,
    pub state: SessionState,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    pub expires_at: Timestamp,
    /// When its owner last proved who they are.
    pub proven_at: Timestamp,
}

record! {
    struct LiveSessionRow {
        id: Vec<u8>,
        email: String,
        name: String,
        two_factor: bool,
        session_id: Vec<u8>,
        state: i16,
        created_at: i64,
        last_used_at: i64,
        expires_at: i64,
        proven_at: i64,
    }
}

/// The session of a token, if it is still alive at `now`.
///
/// # Errors
/// When the database fails.
pub async fn find(database: &Database, token: TokenHash, now: Timestamp) -> Result<Option<LiveSession>, StoreError> {
    let row: Option<LiveSessionRow> = database.one(&live(token, now)).await?;
    row.map(LiveSession::try_from).transpose()
}

/// The same session later, whatever token it has by then.
///
/// # Errors
/// When the database fails.
pub async fn again(database: &Database, id: SessionId, now: Timestamp) -> Result<Option<LiveSession>, StoreError> {
    let same = live_at(now).and_where(Expr::col(("sessions", "id")).eq(id_bytes(id))).take();
    database.one::<LiveSessionRow>(&same).await?.map(LiveSession::try_from).transpose()
}

pub(super) fn live(token: TokenHash, now: Timestamp) -> SelectStatement {
    live_at(now).and_where(Expr::col(("sessions", "token_hash")).eq(token.0.to_vec())).take()
}

fn live_at(now: Timestamp) -> SelectStatement {
    Query::select()
        .columns([("accounts", "id"), ("accounts", "email"), ("accounts", "name")])
        .expr_as(accounts::second_factor(), "two_factor")
        .expr_as(Expr::col(("sessions", "id")), "session_id")
        .columns(["state", "created_at", "last_used_at", "expires_at", "proven_at"].map(|column| ("sessions", column)))
        .from("sessions")
        .inner_join("accounts", Expr::col(("accounts", "id")).equals(("sessions", "account_id")))
        .and_where(Expr::col(("sessions", "expires_at")).gt(moment(now)))
        .and_where(accounts::may_sign_in())
        .take()
}

impl TryFrom<LiveSessionRow> for LiveSession {
    type Error = StoreError;

    fn try_from(row: LiveSessionRow) -> Result<Self, StoreError> {
        Ok(Self {
            account: Account { id: read_id(&row.id)?, email: row.email, name: row.name, two_factor: row.two_factor },
            id: read_id(&row.session_id)?,
            state: SessionState::from_code(row.state)?,
            created_at: read_moment(row.created_at)?,
            last_used_at: read_moment(row.last_used_at)?,
            expires_at: read_moment(row.expires_at)?,
            proven_at: read_moment(row.proven_at)?,
        })
    }
}

record! {
    struct ExportedRow {
        created_at: i64,
        last_used_at: i64,
        expires_at: i64,
        user_agent: Option<String>,
        address: Option<String>,
    }
}

/// A session in the outer query is open, by someone who has given everything that signing in takes.
pub(super) fn is_open(now: Timestamp) -> Expr {
    let is_full = Expr::col(("sessions", "state")).eq(SessionState::Full.code());
    is_full.and(Expr::col(("sessions", "expires_at")).gt(moment(now)))
}

/// The open sessions of an account, the oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_account(
    database: &Database,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<ExportedSession>, StoreError> {
    let query = Query::select()
        .columns(["created_at", "last_used_at", "expires_at", "user_agent", "address"])
        .from("sessions")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("state").eq(SessionState::Full.code()))
        .and_where(Expr::col("expires_at").gt(moment(now)))
        .order_by("created_at", Order::Asc)
        .take();
    let rows: Vec<ExportedRow> = database.all(&query).await?;
    let session = |row: ExportedRow| {
        Ok(ExportedSession {
            created_at: wire_moment(row.created_at)?,
            last_used_at: wire_moment(row.last_used_at)?,
            expires_at: wire_moment(row.expires_at)?,
            user_agent: row.user_agent,
            address: row.address,
        })
    };
    rows.into_iter().map(session).collect()
}

/// Opens a session and ends the one that the same browser had before.
#[derive(Debug, Clone)]
pub struct OpenSession {
    pub id: SessionId,
    pub token: TokenHash,
    pub account: AccountId,
    pub state: SessionState,
    pub expires_at: Timestamp,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// What the browser came with; its token must not live on under a new name.
    pub replaces: Option<TokenHash>,
    pub context: AuditContext,
}

impl Change for OpenSession {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        delete_ended(transaction, self.context.at).await?;
        if let Some(replaced) = self.replaces {
            delete(transaction, replaced).await?;
        }
        let insert = sql::insert(
            "sessions",
            [
                ("token_hash", self.token.0.to_vec().into()),
                ("id", id_bytes(self.id).into()),
                ("account_id", id_bytes(self.account).into()),
                ("user_agent", self.user_agent.as_deref().into()),
                ("address", self.context.address().into()),
                ("proven_at", moment(self.context.at).into()),
                ("state", self.state.code().into()),
                ("created_at", moment(self.context.at).into()),
                ("last_used_at", moment(self.context.at).into()),
                ("expires_at", moment(self.expires_at).into()),
            ],
        )?;
        transaction.execute(&insert).await?;
        if self.state == SessionState::Full {
            note_sign_in(transaction, self.account, self.context.at).await?;
        }
        if self.state == SessionState::SecondFactorPending {
            // Not signed in yet: no matter of the organizations.
            let details = json!({"second_factor_pending": true});
            let event = Event {
                action: AuditAction::SessionCreated,
                organization: None,
                account: Some(self.account),
                subject: Some(self.account.as_u128()),
                details,
            };
            return audit::record(transaction, &self.context, event).await;
        }
        let action = AuditAction::SessionCreated;
        audit::record_in_organizations(transaction, &self.context, self.account, action, &json!({})).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Turns a pending session into a full one, at the price of a one-time code.
#[derive(Debug, Clone)]
pub struct ConfirmSecondFactor {
    pub pending: TokenHash,
    pub factor: UsedFactor,
    /// The full session that takes the pending one's place.
    pub open: OpenSession,
}

/// The second factor was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// This code, or a later one, was used before.
    #[error("the code was used before")]
    CodeUsed,
    /// Somebody has finished or ended the pending session meanwhile.
    #[error("no session is waiting for a code")]
    NotPending,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A second factor that was right.
#[derive(Debug, Clone)]
pub enum UsedFactor {
    /// The time step of the code; each can be spent once, and none older than the last.
    Totp { step: u64 },
    /// The hash of the code; each can be spent once. With `has_mail`, the owner is told how many are left.
    RecoveryCode { hash: [u8; 32], has_mail: bool },
    /// Its challenge was spent before.
    Passkey(Box<UsePasskey>),
}

impl ConfirmSecondFactor {
    async fn spend(&self, transaction: &mut Transaction) -> Result<(), ConfirmError> {
        let account = self.open.account;
        let is_spent = match &self.factor {
            UsedFactor::Totp { step } => accounts::spend_totp_step(transaction, account, *step).await?,
            UsedFactor::RecoveryCode { hash, has_mail } => {
                accounts::spend_recovery_code(transaction, account, hash, *has_mail, &self.open.context).await?
            }
            UsedFactor::Passkey(used) => used.save(transaction).await?,
        };
        if is_spent { Ok(()) } else { Err(ConfirmError::CodeUsed) }
    }
}

impl Change for ConfirmSecondFactor {
    type Output = ();
    type Error = ConfirmError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ConfirmError> {
        self.spend(transaction).await?;
        if !delete(transaction, self.pending).await? {
            return Err(ConfirmError::NotPending);
        }
        Ok(self.open.apply(transaction).await?)
    }

    fn is_collision(&self, error: &ConfirmError) -> bool {
        matches!(error, ConfirmError::Store(error) if error.is_collision())
    }
}

/// Opens a session for whoever has signed with a passkey.
#[derive(Debug, Clone)]
pub struct OpenWithPasskey {
    pub passkey: UsePasskey,
    pub open: OpenSession,
}

impl Change for OpenWithPasskey {
    /// Whether the passkey was still there.
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        if !self.passkey.save(transaction).await? {
            return Ok(false);
        }
        self.open.apply(transaction).await.map(|()| true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Says that a session is in use, and when it ends from now on, unless somebody has said so meanwhile.
#[derive(Debug, Clone)]
pub struct ExtendSession {
    pub token: TokenHash,
    /// When its use was last said, as far as the caller knows.
    pub last_used_at: Timestamp,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

impl Change for ExtendSession {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let update = Query::update()
            .table("sessions")
            .value("last_used_at", moment(self.now))
            .value("expires_at", moment(self.expires_at))
            .and_where(Expr::col("token_hash").eq(self.token.0.to_vec()))
            .and_where(Expr::col("last_used_at").lte(moment(self.last_used_at)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Ends a session; one that has ended stays so.
#[derive(Debug, Clone)]
pub struct EndSession {
    pub token: TokenHash,
    pub context: AuditContext,
}

impl Change for EndSession {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let query = Query::select()
            .column("account_id")
            .from("sessions")
            .and_where(Expr::col("token_hash").eq(self.token.0.to_vec()))
            .take();
        let Some((account,)): Option<(Vec<u8>,)> = transaction.one(&query).await? else { return Ok(()) };
        delete(transaction, self.token).await?;
        let (account, action) = (read_id(&account)?, AuditAction::SessionEnded);
        audit::record_in_organizations(transaction, &self.context, account, action, &json!({})).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Ends every session of an account. Returns how many.
///
/// # Errors
/// When the database fails.
pub(super) async fn end_all(transaction: &mut Transaction, account: AccountId) -> Result<u64, StoreError> {
    transaction.noted().account(account);
    let delete = Query::delete().from_table("sessions").and_where(Expr::col("account_id").eq(id_bytes(account))).take();
    transaction.execute(&delete).await
}

/// Ends every session of an account that is active in no organization. Returns how many.
///
/// # Errors
/// When the database fails.
pub(super) async fn end_unless_active(transaction: &mut Transaction, account: AccountId) -> Result<u64, StoreError> {
    let active = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("status").eq(status_place(MemberStatus::Active)))
        .limit(1)
        .take();
    match transaction.one::<(Vec<u8>,)>(&active).await? {
        Some(_) => Ok(0),
        None => end_all(transaction, account).await,
    }
}

/// Brings sessions into the present that began while the clock was ahead: nothing else would end them in time.
#[derive(Debug)]
pub struct CorrectSessions {
    pub now: Timestamp,
    /// How long a session can be unused.
    pub idle: SignedDuration,
}

impl Change for CorrectSessions {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let end = self.now.checked_add(self.idle).unwrap_or(Timestamp::MAX);
        let update = Query::update()
            .table("sessions")
            .values(["created_at", "last_used_at"].map(|column| (column, moment(self.now).into())))
            .value("expires_at", moment(end))
            // No session of the present ends later.
            .and_where(Expr::col("expires_at").gt(moment(end)))
            .and_where(Expr::col("last_used_at").gt(moment(self.now)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

async fn delete(transaction: &mut Transaction, token: TokenHash) -> Result<bool, StoreError> {
    let delete = Query::delete().from_table("sessions").and_where(Expr::col("token_hash").eq(token.0.to_vec())).take();
    Ok(transaction.execute(&delete).await? > 0)
}

/// Clears away what has ended, so that nothing else has to.
async fn delete_ended(transaction: &mut Transaction, now: Timestamp) -> Result<(), StoreError> {
    let delete = Query::delete().from_table("sessions").and_where(Expr::col("expires_at").lte(moment(now))).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Shows in each of the account's organizations when it last signed in.
async fn note_sign_in(transaction: &mut Transaction, account: AccountId, now: Timestamp) -> Result<(), StoreError> {
    let update = Query::update()
        .table("members")
        .value("last_sign_in", moment(now))
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("status").eq(status_place(MemberStatus::Active)))
        .take();
    transaction.execute(&update).await?;
    members::touch(transaction, account).await
}
