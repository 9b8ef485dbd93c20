//! A change as a value: what is to happen in one transaction, ready to be tried again.

use std::future::Future;

use super::{StoreError, Transaction};

/// Something that happens as a whole or not at all.
///
/// It may be applied several times until one attempt holds, so it contains everything it needs (identifiers, times,
/// secrets) and has no effect but through the transaction.
pub trait Change: Sync {
    /// What the caller learns from it.
    type Output: Send;
    /// Why it can be refused.
    type Error: From<StoreError> + Send;

    /// Reads and writes what belongs to the change.
    fn apply(&self, transaction: &mut Transaction) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;

    /// Whether the failure is only that another transaction was faster.
    fn is_collision(&self, error: &Self::Error) -> bool;
}

/// The versions of something that a change may be made to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Versions {
    /// Whatever it has become.
    Any,
    /// Only one of these.
    OneOf(Vec<i64>),
}

impl Versions {
    /// Whether the change may be made to this version.
    pub fn contain(&self, version: i64) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(versions) => versions.contains(&version),
        }
    }
}
