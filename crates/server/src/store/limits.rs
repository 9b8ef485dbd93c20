//! Budgets that all servers over one database share: they hold across servers and restarts.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, OnConflict, Query};
use sha2::{Digest, Sha256};

use super::{
    Change, StoreError, Transaction, batch,
    columns::{moment, read_moment},
};
use crate::budget::{Budget, RateLimited};

/// What a budget is for and whose it is, as a hash: long keys take no more room than short ones, and the table names
/// nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LimitKey([u8; 32]);

impl LimitKey {
    /// The key of the budget for `purpose` of whoever the parts together name.
    pub fn new(purpose: &str, owner: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in std::iter::once(purpose.as_bytes()).chain(owner.iter().copied()) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// As it is stored.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// A budget and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub key: LimitKey,
    pub budget: Budget,
}

/// Nothing was counted.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    #[error(transparent)]
    Limited(#[from] RateLimited),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes one out of each of these budgets, or out of none if one of them is spent.
#[derive(Debug)]
pub struct Take {
    pub limits: Vec<Limit>,
    pub now: Timestamp,
}

impl Change for Take {
    type Output = ();
    type Error = LimitError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), LimitError> {
        let mut meter = Meter::load(transaction, self.limits.iter().map(|limit| limit.key), self.now).await?;
        meter.take(&self.limits)?;
        Ok(meter.save(transaction).await?)
    }

    fn is_collision(&self, error: &LimitError) -> bool {
        matches!(error, LimitError::Store(error) if error.is_collision())
    }
}

/// Several budgets within one transaction.
pub(super) struct Meter {
    now: Timestamp,
    full_at: HashMap<LimitKey, Timestamp>,
    changed: HashSet<LimitKey>,
}

impl Meter {
    /// Reads how much of the budgets is left.
    pub(super) async fn load(
        transaction: &mut Transaction,
        keys: impl Iterator<Item = LimitKey>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let keys: Vec<Vec<u8>> = keys.map(LimitKey::bytes).collect();
        let query =
            Query::select().columns(["key", "full_at"]).from("limits").and_where(Expr::col("key").is_in(keys)).take();
        let mut full_at = HashMap::new();
        for (key, at) in transaction.all::<(Vec<u8>, i64)>(&query).await? {
            let key = key.try_into().map_err(|_| StoreError::Unreadable("key of a limit"))?;
            full_at.insert(LimitKey(key), read_moment(at)?);
        }
        Ok(Self { now, full_at, changed: HashSet::new() })
    }

    /// Takes one out of each of these budgets, or out of none.
    pub(super) fn take(&mut self, limits: &[Limit]) -> Result<(), RateLimited> {
        let next = |limit: &Limit| {
            let next = limit.budget.take(self.full_at.get(&limit.key).copied(), self.now)?;
            Ok((limit.key, next))
        };
        let taken: Vec<_> = limits.iter().map(next).collect::<Result<_, RateLimited>>()?;
        self.changed.extend(taken.iter().map(|(key, _)| *key));
        self.full_at.extend(taken);
        Ok(())
    }

    /// Writes what was taken.
    pub(super) async fn save(self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let row = |key: &LimitKey| Some(vec![key.bytes().into(), moment(*self.full_at.get(key)?).into()]);
        let rows = self.changed.iter().filter_map(row).collect();
        batch::insert_with(transaction, "limits", &["key", "full_at"], rows, |insert| {
            insert.on_conflict(OnConflict::column("key").update_column("full_at").to_owned());
        })
        .await
    }
}

/// Makes budgets full again, after a success.
pub(super) async fn refill(transaction: &mut Transaction, keys: &[LimitKey]) -> Result<(), StoreError> {
    if keys.is_empty() {
        return Ok(());
    }
    let keys = keys.iter().map(|key| key.bytes());
    let delete = Query::delete().from_table("limits").and_where(Expr::col("key").is_in(keys)).take();
    transaction.execute(&delete).await.map(|_| ())
}
