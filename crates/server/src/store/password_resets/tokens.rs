//! Tokens of password resets: only their hashes are kept, for a while also after they have ended, so that a dead link
//! can say why it is dead.

use api_types::AccountId;
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use super::end as end_of;
use crate::{
    authz::TokenHash,
    store::{
        StoreError, Transaction,
        columns::{id_bytes, moment},
        sql,
    },
};

/// How long a link in a mail works.
pub const MAILED: SignedDuration = SignedDuration::from_hours(1);
/// How long a link works that an administrator hands over.
pub const HANDED_OVER: SignedDuration = SignedDuration::from_hours(24);

/// Why a token no longer works before it expires. `NULL` in the database: it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenStatus {
    /// The password was changed with it, or with another one of the same mail.
    Used,
    /// There was a newer request.
    Replaced,
}

impl TokenStatus {
    /// The code in the database.
    const fn code(self) -> i16 {
        match self {
            Self::Used => 1,
            Self::Replaced => 2,
        }
    }

    /// Reads what [`TokenStatus::code`] wrote.
    pub(super) fn from_code(code: i16) -> Result<Self, StoreError> {
        [Self::Used, Self::Replaced]
            .into_iter()
            .find(|known| known.code() == code)
            .ok_or(StoreError::Unreadable("end of a token"))
    }
}

/// Adds a token that goes out by mail to the account's address; returns when it ends. Every try at sending the mail
/// has a token of its own, because the try before may have arrived.
pub(in crate::store) async fn add_mailed(
    transaction: &mut Transaction,
    account: AccountId,
    hash: TokenHash,
    at: Timestamp,
) -> Result<Timestamp, StoreError> {
    insert(transaction, account, hash, true, at, end_of(at, MAILED)).await
}

/// Adds the token of a link in a response; returns when it ends.
pub(super) async fn add_issued(
    transaction: &mut Transaction,
    account: AccountId,
    hash: TokenHash,
    at: Timestamp,
) -> Result<Timestamp, StoreError> {
    insert(transaction, account, hash, false, at, end_of(at, HANDED_OVER)).await
}

/// Ends the tokens of an account that work, and begins a new generation: mails of the earlier ones are not sent any
/// more. Returns the generation.
pub(in crate::store) async fn replace(transaction: &mut Transaction, account: AccountId) -> Result<i64, StoreError> {
    end(transaction, account, TokenStatus::Replaced).await
}

/// Does what [`replace`] does, and says that a password was chosen with one of the tokens.
pub(super) async fn use_up(transaction: &mut Transaction, account: AccountId) -> Result<i64, StoreError> {
    end(transaction, account, TokenStatus::Used).await
}

async fn end(transaction: &mut Transaction, account: AccountId, status: TokenStatus) -> Result<i64, StoreError> {
    let tokens = Query::update()
        .table("password_reset_tokens")
        .value("ended", status.code())
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("ended").is_null())
        .take();
    transaction.execute(&tokens).await?;
    let generation = Query::update()
        .table("accounts")
        .value("reset_generation", Expr::col("reset_generation").add(1i64))
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    transaction.execute(&generation).await?;
    let query = Query::select()
        .column("reset_generation")
        .from("accounts")
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    let (generation,): (i64,) = sql::always(transaction.one(&query).await?)?;
    Ok(generation)
}

async fn insert(
    transaction: &mut Transaction,
    account: AccountId,
    hash: TokenHash,
    mailed: bool,
    at: Timestamp,
    expires_at: Timestamp,
) -> Result<Timestamp, StoreError> {
    let insert = sql::insert(
        "password_reset_tokens",
        [
            ("token_hash", hash.0.to_vec().into()),
            ("account_id", id_bytes(account).into()),
            ("mailed", mailed.into()),
            ("created_at", moment(at).into()),
            ("expires_at", moment(expires_at).into()),
        ],
    )?;
    transaction.execute(&insert).await?;
    Ok(expires_at)
}
