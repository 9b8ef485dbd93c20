//! Parts of a long list by their place in it, as far as they are here.

use std::ops::RangeInclusive;

/// Rows in a part.
pub const CHUNK: u64 = api_types::PAGE_SIZE;

/// So many parts are kept beyond those in reach: their answers stay in the browser's memory, which unlike ours shrinks again.
const SPARE: usize = 1;

/// Parts of one list.
#[derive(Debug, Clone)]
pub struct Chunks<T> {
    parts: Vec<Part<T>>,
    /// The newest version of the list that a part came with.
    version: Option<i64>,
}

#[derive(Debug, Clone)]
struct Part<T> {
    /// Counted from 0: the first row is `number * CHUNK`.
    number: u64,
    rows: Vec<T>,
    /// Belongs to an older version of the list: shown until it has come anew.
    outdated: bool,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { parts: Vec::new(), version: None }
    }
}

impl<T> Chunks<T> {
    /// A row, counted from 0.
    pub fn row(&self, index: u64) -> Option<&T> {
        self.part(index / CHUNK)?.rows.get((index % CHUNK) as usize)
    }

    /// The newest version of the list that a part came with.
    pub fn version(&self) -> Option<i64> {
        self.version
    }

    /// Keeps a part that came with this version of the list. Parts belong together when their versions are the same,
    /// so a newer one outdates the others (`true`); an older one is better than nothing.
    pub fn take(&mut self, number: u64, rows: Vec<T>, version: Option<i64>) -> bool {
        let is_newer = self.version.is_some_and(|known| version.is_some_and(|new| new > known));
        if is_newer {
            self.outdate();
        }
        self.version = self.version.max(version);
        self.parts.retain(|part| part.number != number);
        self.parts.push(Part { number, rows, outdated: false });
        is_newer
    }

    /// Everything that is here has to be asked for again.
    pub fn outdate(&mut self) {
        self.parts.iter_mut().for_each(|part| part.outdated = true);
    }

    /// The parts among `numbers` that have to be asked for.
    pub fn missing(&self, numbers: RangeInclusive<u64>) -> Vec<u64> {
        numbers.filter(|number| self.part(*number).is_none_or(|part| part.outdated)).collect()
    }

    /// Forgets the parts that are farthest from those in `reach` until few enough are left.
    pub fn forget_beyond(&mut self, reach: &RangeInclusive<u64>) {
        let distance =
            |part: &Part<T>| reach.start().saturating_sub(part.number).max(part.number.saturating_sub(*reach.end()));
        // One at a time: mostly it is one, and sorting a handful would be two kilobytes of program.
        loop {
            let beyond = || self.parts.iter().map(distance).enumerate().filter(|(_, distance)| *distance > 0);
            match beyond().max_by_key(|(_, distance)| *distance) {
                Some((farthest, _)) if beyond().count() > SPARE => drop(self.parts.swap_remove(farthest)),
                _ => return,
            }
        }
    }

    fn part(&self, number: u64) -> Option<&Part<T>> {
        self.parts.iter().find(|part| part.number == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(number: u64) -> Vec<u64> {
        (number * CHUNK..(number + 1) * CHUNK).collect()
    }

    #[test]
    fn rows_are_found_by_their_place() {
        let mut chunks = Chunks::default();
        chunks.take(0, rows(0), None);
        chunks.take(7, rows(7), None);
        for (index, row) in [(0, Some(0)), (49, Some(49)), (50, None), (350, Some(350)), (400, None)] {
            assert_eq!(chunks.row(index).copied(), row);
        }
        assert_eq!(chunks.missing(0..=2), [1, 2]);
    }

    #[test]
    fn the_last_part_may_be_short() {
        let mut chunks = Chunks::default();
        chunks.take(1, vec![50, 51], None);
        assert_eq!(chunks.row(51), Some(&51));
        assert_eq!(chunks.row(52), None);
    }

    #[test]
    fn a_newer_version_has_the_others_asked_for_again_while_they_stay_in_sight() {
        let mut chunks = Chunks::default();
        chunks.take(0, rows(0), Some(4));
        chunks.take(1, rows(1), Some(4));
        assert!(chunks.missing(0..=1).is_empty());
        chunks.take(2, rows(2), Some(5));
        assert_eq!(chunks.missing(0..=2), [0, 1]);
        assert_eq!(chunks.row(0), Some(&0));
        chunks.take(0, rows(0), Some(5));
        assert_eq!(chunks.missing(0..=2), [1]);
    }

    #[test]
    fn an_older_version_is_taken_and_not_asked_for_over_and_over() {
        let mut chunks = Chunks::default();
        chunks.take(0, rows(0), Some(5));
        chunks.take(1, rows(1), Some(4));
        assert!(chunks.missing(0..=1).is_empty());
        chunks.take(2, rows(2), Some(5));
        assert!(chunks.missing(0..=2).is_empty());
    }

    #[test]
    fn what_is_far_from_sight_is_forgotten() {
        let mut chunks = Chunks::default();
        for number in 0..100 {
            chunks.take(number, rows(number), None);
            chunks.forget_beyond(&(number..=number + 1));
        }
        assert_eq!(chunks.missing(97..=100), [97, 100]);
        assert_eq!(chunks.row(97 * CHUNK), None);
        // However high the screen is, what it shows stays.
        for number in 0..9 {
            chunks.take(number, rows(number), None);
            chunks.forget_beyond(&(0..=8));
        }
        assert!(chunks.missing(0..=8).is_empty());
        assert_eq!(chunks.parts.len(), 9 + SPARE);
    }
}
