//! Requests that were sent with an `Idempotency-Key`, and what they were answered.

use api_types::AccountId;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use super::{
    StoreError, Transaction,
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

/// What is known of a key.
pub(super) enum Known {
    /// Never seen.
    New,
    /// The same request was answered with this JSON.
    Answered(String),
    /// It came with another request.
    Reused,
}

/// Looks a key up.
pub(super) async fn find(
    transaction: &mut Transaction,
    account: AccountId,
    key: &IdempotencyKey,
) -> Result<Known, StoreError> {
    let query = Query::select()
        .columns(["request_hash", "response"])
        .from("idempotency_keys")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("key").eq(key.key.as_str()))
        .take();
    Ok(match transaction.one::<(Vec<u8>, String)>(&query).await? {
        None => Known::New,
        Some((request, response)) if request == key.request => Known::Answered(response),
        Some(_) => Known::Reused,
    })
}

/// Keeps the answer for whoever asks again.
pub(super) async fn keep(
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
