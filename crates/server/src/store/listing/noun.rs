//! What a noun gives to its list.

use std::future::Future;

use jiff::Timestamp;
use serde::Serialize;

use super::spec::ListSpec;
use crate::{
    authz::{Authorized, policy::Action},
    store::{Database, StoreError, page::Position},
};

/// A noun whose rows are listed.
pub trait Noun: Send + Sync + 'static {
    /// The action that lets somebody read the list.
    type Read: Action;
    /// A row as the API has it.
    type Row: Serialize + Send + Sync + 'static;
    /// The list.
    const SPEC: &'static ListSpec;

    /// The rows at these positions of the list, in their order, as they are at `now`. Rows that are gone meanwhile are left out.
    ///
    /// # Errors
    /// When the database fails.
    fn rows(
        database: &Database,
        may: &Authorized<Self::Read>,
        positions: &[Position],
        now: Timestamp,
    ) -> impl Future<Output = Result<Vec<Self::Row>, StoreError>> + Send;
}
