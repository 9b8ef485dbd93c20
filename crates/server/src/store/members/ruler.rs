//! Where in a very long list its rows stand: marks at regular distances, so that a page far inside begins at the mark
//! before it instead of at the list's beginning.

use std::sync::{Arc, Mutex, PoisonError};

use crate::old_view::MembersView;
use api_types::OrganizationId;
use jiff::{SignedDuration, Timestamp};

use super::{
    narrow::{Narrowed, Way},
    order::{parts, sorted_column},
};
use crate::store::{Database, StoreError, page::Position, sql};

/// Rows from one mark to the next.
const STEP: u64 = 512;
/// How many lists are remembered.
const REMEMBERED: usize = 16;
/// A list that has changed since is measured anew, but not more often than this.
const PATIENCE: SignedDuration = SignedDuration::from_secs(2);

/// Marks of one list.
#[derive(Debug)]
pub(super) struct Ruler {
    /// The rows at places `STEP`, `2 × STEP`, …, counted from 1.
    marks: Vec<Position>,
    /// How many rows the list has.
    pub rows: u64,
    /// Of the organization's members when it was measured.
    pub version: i64,
    measured_at: Timestamp,
}

/// The lists that were measured last.
#[derive(Debug, Default)]
pub struct Rulers {
    known: Mutex<Vec<(Key, Arc<Ruler>)>>,
    /// Measuring reads a whole list: one at a time.
    measuring: tokio::sync::Mutex<()>,
}

type Key = (OrganizationId, MembersView);

impl Ruler {
    /// The mark before the row that `skipped` rows precede, and how many rows lie between.
    pub(super) fn before(&self, skipped: u64) -> (Option<&Position>, u64) {
        let marks = usize::try_from(skipped / STEP).unwrap_or(usize::MAX).min(self.marks.len());
        let mark = marks.checked_sub(1).and_then(|last| self.marks.get(last));
        (mark, skipped - marks as u64 * STEP)
    }
}

impl Rulers {
    /// The ruler of a list: the one that is known, or a new one when the members have changed since.
    pub(super) async fn of(
        &self,
        database: &Database,
        narrowed: &Narrowed<'_>,
        (organization, version): (OrganizationId, i64),
        view: &MembersView,
        now: Timestamp,
    ) -> Result<Arc<Ruler>, StoreError> {
        let key = (organization, view.clone());
        if let Some(known) = self.usable(&key, version, now) {
            return Ok(known);
        }
        let _one_at_a_time = self.measuring.lock().await;
        if let Some(known) = self.usable(&key, version, now) {
            return Ok(known);
        }
        let (marks, rows) = measure(database, narrowed, view).await?;
        let ruler = Arc::new(Ruler { marks, rows, version, measured_at: now });
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(other, _)| *other != key);
        known.insert(0, (key, Arc::clone(&ruler)));
        known.truncate(REMEMBERED);
        Ok(ruler)
    }

    fn usable(&self, key: &Key, version: i64, now: Timestamp) -> Option<Arc<Ruler>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = known.iter().position(|(other, _)| other == key)?;
        let usable = |ruler: &Ruler| ruler.version == version || now.duration_since(ruler.measured_at) < PATIENCE;
        if !usable(&known.get(place)?.1) {
            return None;
        }
        // The one used last stays longest.
        let found = known.remove(place);
        let ruler = Arc::clone(&found.1);
        known.insert(0, found);
        Some(ruler)
    }
}

/// The marks of a list and how many rows it has: walked in steps, each of which skips what lies between two marks.
async fn measure(
    database: &Database,
    narrowed: &Narrowed<'_>,
    view: &MembersView,
) -> Result<(Vec<Position>, u64), StoreError> {
    let column = sorted_column(view.sort.column);
    let key = column.key(view.sort.direction);
    let mut marks: Vec<Position> = Vec::new();
    // Rows that the part before has left over behind its last mark.
    let mut over = 0;
    for part in parts(view.sort, None) {
        let mut after: Option<Position> = None;
        loop {
            let mut rest = narrowed.select(Way::Walk);
            rest.and_where_option(column.limits(*part));
            if let Some(position) = &after {
                key.skip(&mut rest, position);
            }
            let mut step = rest.clone();
            step.limit(1).offset(STEP - over - 1);
            key.sort(&mut step);
            if let Some(mark) = column.positions(database, step).await?.pop() {
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
        let ruler =
            Ruler { marks: vec![mark(1), mark(2)], rows: 1_400, version: 1, measured_at: Timestamp::UNIX_EPOCH };
        assert_eq!(ruler.before(0), (None, 0));
        assert_eq!(ruler.before(511), (None, 511));
        assert_eq!(ruler.before(512), (Some(&mark(1)), 0));
        assert_eq!(ruler.before(1_100), (Some(&mark(2)), 76));
        assert_eq!(ruler.before(2_000), (Some(&mark(2)), 976));
    }
}
