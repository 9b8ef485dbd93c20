//! Checks the chain of hashes from its start to its end.

use sea_query::{Expr, ExprTrait, Order, Query};

use super::chain::{COLUMNS, ChainedRow, START};
use crate::store::{Database, StoreError, sql};

/// Events that are read at a time.
const PORTION: u64 = 2_000;

/// A place in the chain and its hash, noted outside of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub position: i64,
    pub hash: Vec<u8>,
}

/// A chain without a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Its end: the number of events and the hash of the last one.
    pub end: Noted,
    /// Events whose details were erased.
    pub erased: u64,
    /// Events behind its end: they are not sealed yet.
    pub unsealed: u64,
}

/// The first fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("event {0} was changed")]
    Changed(i64),
    #[error("event {0} is missing")]
    Missing(i64),
    #[error("the end of the chain was changed: event {0} is the last one")]
    End(i64),
    #[error("event {0} does not have the noted hash: the chain was written again")]
    Noted(i64),
}

/// Checks that no event was changed or removed, and that the chain contains what was noted earlier.
///
/// # Errors
/// When the database fails.
pub async fn verify(database: &Database, noted: Option<&Noted>) -> Result<Result<Verified, Fault>, StoreError> {
    let end = Query::select().columns(["position", "hash"]).from("audit_chain").take();
    // Read first: sealing may go on meanwhile.
    let end: Option<(i64, Vec<u8>)> = database.one(&end).await?;
    let mut walk = Walk { last: Noted { position: 0, hash: START.to_vec() }, erased: 0, noted };
    loop {
        let rows = portion(database, walk.last.position).await?;
        let is_last = (rows.len() as u64) < PORTION;
        for row in &rows {
            if let Err(fault) = walk.step(row) {
                return Ok(Err(fault));
            }
            // Events of after the end was read are checked the next time.
            if end.as_ref().is_some_and(|(position, _)| *position == walk.last.position) {
                return finish(database, walk, end).await;
            }
        }
        if is_last {
            return finish(database, walk, end).await;
        }
    }
}

async fn portion(database: &Database, after: i64) -> Result<Vec<ChainedRow>, StoreError> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("audit_events")
        .and_where(Expr::col("position").gt(after))
        .order_by("position", Order::Asc)
        .limit(PORTION)
        .take();
    database.all(&query).await
}

struct Walk<'a> {
    last: Noted,
    erased: u64,
    noted: Option<&'a Noted>,
}

impl Walk<'_> {
    fn step(&mut self, row: &ChainedRow) -> Result<(), Fault> {
        let position = self.last.position + 1;
        if row.position != Some(position) {
            return Err(Fault::Missing(position));
        }
        let hash = row.hash_after(&self.last.hash, position).to_vec();
        if row.hash.as_ref() != Some(&hash) || !row.is_true_or_erased() {
            return Err(Fault::Changed(position));
        }
        if self.noted.is_some_and(|noted| noted.position == position && noted.hash != hash) {
            return Err(Fault::Noted(position));
        }
        self.erased += u64::from(row.salt.is_none());
        self.last = Noted { position, hash };
        Ok(())
    }
}

async fn finish(
    database: &Database,
    walk: Walk<'_>,
    end: Option<(i64, Vec<u8>)>,
) -> Result<Result<Verified, Fault>, StoreError> {
    let Walk { last, erased, noted } = walk;
    let missing = [end.as_ref().map(|(position, _)| *position), noted.map(|noted| noted.position)];
    if missing.into_iter().flatten().any(|position| position > last.position) {
        return Ok(Err(Fault::Missing(last.position + 1)));
    }
    if end != Some((last.position, last.hash.clone())) {
        return Ok(Err(Fault::End(last.position)));
    }
    let unsealed = Query::select().from("audit_events").and_where(Expr::col("position").is_null()).take();
    let (unsealed,): (i64,) = sql::always(database.one(&sql::count(&unsealed)).await?)?;
    Ok(Ok(Verified { end: last, erased, unsealed: unsealed.unsigned_abs() }))
}
