//! Requests that were sent with an `Idempotency-Key`, and what they were answered.

use api_types::AccountId;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use super::{
    Change, StoreError, Transaction,
    columns::{id_bytes, moment},
    sql,
};

/// A key as one account sent it.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// As in the header.
    pub key: String,
    /// SHA-256 of what was asked for.
    pub request: [u8; 32],
}

impl IdempotencyKey {
    /// The key for one part of the request.
    pub fn part(&self, part: &impl std::fmt::Display) -> Self {
        Self { key: format!("{}/{part}", self.key), request: self.request }
    }
}

/// Makes a key known before the parts of its request are carried out, each by itself with a [`IdempotencyKey::part`].
#[derive(Debug)]
pub struct Claim<'a> {
    pub account: AccountId,
    pub key: &'a IdempotencyKey,
    pub at: Timestamp,
}

/// The key was not claimed.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    #[error("the idempotency key came with another request before")]
    Reused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for Claim<'_> {
    type Output = ();
    type Error = ClaimError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ClaimError> {
        match find(transaction, self.account, self.key).await? {
            KeyState::New => Ok(save(transaction, self.account, self.key, "", self.at).await?),
            KeyState::Answered(_) => Ok(()),
            KeyState::Reused => Err(ClaimError::Reused),
        }
    }

    /// What is taken although it was looked for just before, somebody else has taken at the same moment.
    fn is_collision(&self, error: &ClaimError) -> bool {
        matches!(error, ClaimError::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

/// Reads what a request with this key was answered, if it was.
#[derive(Debug)]
pub struct Answer<'a> {
    pub account: AccountId,
    pub key: &'a IdempotencyKey,
}

impl Change for Answer<'_> {
    type Output = Option<String>;
    type Error = ClaimError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Option<String>, ClaimError> {
        match find(transaction, self.account, self.key).await? {
            KeyState::New => Ok(None),
            KeyState::Answered(answer) => Ok(Some(answer)),
            KeyState::Reused => Err(ClaimError::Reused),
        }
    }

    fn is_collision(&self, error: &ClaimError) -> bool {
        matches!(error, ClaimError::Store(error) if error.is_collision())
    }
}

/// Keeps the answer of a request that was carried out in several transactions. What it did, it does not do again.
#[derive(Debug)]
pub struct Remember<'a> {
    pub account: AccountId,
    pub key: &'a IdempotencyKey,
    pub answer: String,
    pub at: Timestamp,
}

impl Change for Remember<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        match find(transaction, self.account, self.key).await? {
            KeyState::New => save(transaction, self.account, self.key, &self.answer, self.at).await,
            KeyState::Answered(_) | KeyState::Reused => Ok(()),
        }
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        matches!(error, StoreError::Collision(_) | StoreError::Taken(_))
    }
}

/// What the database knows about a key.
pub(super) enum KeyState {
    /// Never seen.
    New,
    /// The same request was answered with this.
    Answered(String),
    /// It came with another request.
    Reused,
}

/// Looks a key up.
pub(super) async fn find(
    transaction: &mut Transaction,
    account: AccountId,
    key: &IdempotencyKey,
) -> Result<KeyState, StoreError> {
    let query = Query::select()
        .columns(["request_hash", "response"])
        .from("idempotency_keys")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("key").eq(key.key.as_str()))
        .take();
    Ok(match transaction.one::<(Vec<u8>, String)>(&query).await? {
        None => KeyState::New,
        Some((request, response)) if request == key.request => KeyState::Answered(response),
        Some(_) => KeyState::Reused,
    })
}

/// Keeps the answer for whoever asks again.
pub(super) async fn save(
    transaction: &mut Transaction,
    account: AccountId,
    key: &IdempotencyKey,
    response: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let insert = sql::insert(
        "idempotency_keys",
        [
            ("account_id", id_bytes(account).into()),
            ("key", key.key.as_str().into()),
            ("request_hash", key.request.to_vec().into()),
            ("response", response.into()),
            ("created_at", moment(now).into()),
        ],
    )?;
    transaction.execute(&insert).await.map(|_| ())
}
