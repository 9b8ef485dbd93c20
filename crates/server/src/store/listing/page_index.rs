//! Where the rows of a very long list are: their positions at regular distances, so that a page far inside starts at the
//! one before it instead of at the start of the list.

use std::sync::{Arc, Mutex, PoisonError};

use api_types::{ListQuery, OrganizationId};
use jiff::{SignedDuration, Timestamp};

use super::{
    filter::{Filtered, Plan},
    open_list::OpenList,
    sort::Sorting,
};
use crate::store::{StoreError, page::Position, sql};

/// Rows from one mark to the next.
const STEP: u64 = 512;
/// How many indexes are kept.
const KEPT: usize = 16;
/// The index of a list that has changed is built again, but not more often than this.
const MIN_AGE: SignedDuration = SignedDuration::from_secs(2);

/// Marks of one list.
#[derive(Debug)]
pub(super) struct PageIndex {
    /// The positions of the rows number `STEP`, `2 × STEP`, …, counted from 1.
    marks: Vec<Position>,
    /// How many rows the list has.
    pub rows: u64,
    /// The version of the list when the index was built.
    pub version: i64,
    built_at: Timestamp,
}

/// The indexes that were used last.
#[derive(Debug, Default)]
pub struct PageIndexes {
    kept: Mutex<Vec<(Key, Arc<PageIndex>)>>,
    /// Building reads a whole list: one at a time.
    building: tokio::sync::Mutex<()>,
}

type Key = (OrganizationId, ListQuery);

impl PageIndex {
    /// The mark before the row that `skipped` rows precede, and how many rows are between.
    pub(super) fn before(&self, skipped: u64) -> (Option<&Position>, u64) {
        let marks = usize::try_from(skipped / STEP).unwrap_or(usize::MAX).min(self.marks.len());
        let mark = marks.checked_sub(1).and_then(|last| self.marks.get(last));
        (mark, skipped - marks as u64 * STEP)
    }
}

impl PageIndexes {
    /// The index of a list: the kept one, or a new one if the list has changed since.
    pub(super) async fn of(
        &self,
        list: &OpenList<'_>,
        filtered: &Filtered<'_>,
        query: &ListQuery,
        now: Timestamp,
    ) -> Result<Arc<PageIndex>, StoreError> {
        let key = (list.organization(), query.clone());
        if let Some(kept) = self.usable(&key, list.version(), now) {
            return Ok(kept);
        }
        let _one_at_a_time = self.building.lock().await;
        if let Some(kept) = self.usable(&key, list.version(), now) {
            return Ok(kept);
        }
        let (marks, rows) = build(list, filtered, query).await?;
        let index = Arc::new(PageIndex { marks, rows, version: list.version(), built_at: now });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != key);
        kept.insert(0, (key, Arc::clone(&index)));
        kept.truncate(KEPT);
        Ok(index)
    }

    fn usable(&self, key: &Key, version: i64, now: Timestamp) -> Option<Arc<PageIndex>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(other, _)| other == key)?;
        let usable = |index: &PageIndex| index.version == version || now.duration_since(index.built_at) < MIN_AGE;
        if !usable(&kept.get(place)?.1) {
            return None;
        }
        // The one used last is kept longest.
        let found = kept.remove(place);
        let index = Arc::clone(&found.1);
        kept.insert(0, found);
        Some(index)
    }
}

/// The marks of a list and its number of rows: scanned in steps, each of which skips what is between two marks.
async fn build(
    list: &OpenList<'_>,
    filtered: &Filtered<'_>,
    query: &ListQuery,
) -> Result<(Vec<Position>, u64), StoreError> {
    let (database, sorting) = (list.database(), Sorting::new(list.spec(), query.sort));
    let plan = Some(filtered.plan()).filter(|plan| filtered.is_in_order(*plan)).unwrap_or(Plan::Scan);
    let mut marks: Vec<Position> = Vec::new();
    // Rows of the part before that follow its last mark.
    let mut over = 0;
    for part in sorting.parts(None) {
        let mut after: Option<Position> = None;
        loop {
            let mut rest = filtered.select(plan);
            rest.and_where_option(sorting.limits(*part));
            if let Some(position) = &after {
                sorting.key().skip(&mut rest, position);
            }
            let mut step = rest.clone();
            step.limit(1).offset(STEP - over - 1);
            sorting.key().sort(&mut step);
            if let Some(mark) = sorting.positions(database, step).await?.pop() {
                marks.push(mark.clone());
                after = Some(mark);
                over = 0;
            } else {
                let (left,): (i64,) = sql::always(database.one(&sql::count(&rest)).await?)?;
                over += left.unsigned_abs();
                break;
            }
        }
    }
    let rows = marks.len() as u64 * STEP + over;
    Ok((marks, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::page::Key;

    #[test]
    fn a_row_is_found_from_the_mark_before_it() {
        let mark = |id| Position { key: Key::Absent, id };
        let index =
            PageIndex { marks: vec![mark(1), mark(2)], rows: 1_400, version: 1, built_at: Timestamp::UNIX_EPOCH };
        assert_eq!(index.before(0), (None, 0));
        assert_eq!(index.before(511), (None, 511));
        assert_eq!(index.before(512), (Some(&mark(1)), 0));
        assert_eq!(index.before(1_100), (Some(&mark(2)), 76));
        assert_eq!(index.before(2_000), (Some(&mark(2)), 976));
    }
}
