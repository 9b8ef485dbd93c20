//! Which rows are selected: by what they are, wherever they stand and whether or not they are drawn.

use leptos::prelude::*;

use super::RowRef;

/// Rows, each once.
#[derive(Clone, Default)]
pub struct Selected(
    /// In the order of their identifiers.
    Vec<RowRef>,
);

impl Selected {
    fn place(&self, id: u128) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |row| row.id())
    }

    /// Whether a row is among them.
    pub fn has(&self, id: u128) -> bool {
        self.place(id).is_ok()
    }

    /// Takes a row in, as it is now, or leaves it out.
    pub fn put(&mut self, row: RowRef, on: bool) {
        match (self.place(row.id()), on) {
            (Ok(place), true) => self.0[place] = row,
            (Err(place), true) => self.0.insert(place, row),
            (Ok(place), false) => drop(self.0.remove(place)),
            (Err(_), false) => {}
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// All of them.
    pub fn rows(&self) -> &[RowRef] {
        &self.0
    }
}

/// Of the rows in sight, how many are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// None of them, nor any other.
    None,
    /// Some of them, or only others.
    Some,
    All,
}

/// Rows between two that were pressed one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The row pressed first, counted from 0, and its identifier.
    pub from: (u64, u128),
    /// The row pressed then.
    pub to: u64,
    /// Whether they are taken in or left out.
    pub on: bool,
}

/// The selection of a list, for the list, for what is done with it, and for what they stand in.
#[derive(Clone, Copy)]
pub struct Selection {
    rows: RwSignal<Selected>,
    /// Whether cards show their boxes, also while nothing is selected.
    choosing: RwSignal<bool>,
    /// The row that was pressed last, counted from 0, and its identifier.
    pressed: StoredValue<Option<(u64, u128)>>,
    /// What a press with the Shift key asks for; not all of its rows may be here.
    pub span: RwSignal<Option<Span>>,
    /// The number of the range whose rows are being fetched, while there is one: clearing ends it.
    pub range: RwSignal<Option<u32>>,
    ranges: StoredValue<u32>,
}

impl Default for Selection {
    fn default() -> Self {
        Self::new()
    }
}

impl Selection {
    /// No row.
    pub fn new() -> Self {
        Self {
            rows: RwSignal::new(Selected::default()),
            choosing: RwSignal::new(false),
            pressed: StoredValue::new(None),
            span: RwSignal::new(None),
            range: RwSignal::new(None),
            ranges: StoredValue::new(0),
        }
    }

    /// Those that are selected. Reactive.
    pub fn rows(self) -> ReadSignal<Selected> {
        self.rows.read_only()
    }

    /// How many they are. Reactive.
    pub fn count(self) -> u64 {
        self.rows.with(Selected::count)
    }

    /// Whether one is selecting. Reactive.
    pub fn is_on(self) -> bool {
        self.choosing.get() || self.count() > 0
    }

    /// The box of a row, counted from 0, was pressed; with `spanning`, the rows since the last press are meant too.
    pub fn press(self, index: u64, row: RowRef, on: bool, spanning: bool) {
        let before = self.pressed.get_value().filter(|_| spanning);
        self.pressed.set_value(Some((index, row.id())));
        self.put([row], on);
        if let Some(from) = before {
            self.span.set(Some(Span { from, to: index, on }));
        }
    }

    /// Takes rows in, or leaves them out.
    pub fn put(self, rows: impl IntoIterator<Item = RowRef>, on: bool) {
        // The list may have been left meanwhile.
        self.rows.try_update(|selected| rows.into_iter().for_each(|row| selected.put(row, on)));
    }

    /// Shows the boxes of cards.
    pub fn begin(self) {
        self.choosing.set(true);
    }

    /// Begins to fetch a range of rows, which ends the one before; its number.
    pub fn begin_range(self) -> u32 {
        let number = self.ranges.get_value() + 1;
        self.ranges.set_value(number);
        self.range.set(Some(number));
        number
    }

    /// The rows have got other places: none was pressed last.
    pub fn forget_press(self) {
        self.pressed.set_value(None);
    }

    /// No row is selected any more.
    pub fn clear(self) {
        self.forget_press();
        self.span.set(None);
        self.range.set(None);
        self.rows.set(Selected::default());
    }

    /// One is done with selecting.
    pub fn end(self) {
        self.clear();
        self.choosing.set(false);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{super::row::tests::Numbered, *};

    fn row(id: u128, version: i64) -> RowRef {
        Arc::new(Numbered { id, version })
    }

    #[test]
    fn a_row_is_selected_once_and_as_it_is_now() {
        let mut selected = Selected::default();
        for (id, version) in [(7, 1), (3, 1), (9, 1), (3, 2)] {
            selected.put(row(id, version), true);
        }
        let found: Vec<_> = selected.rows().iter().map(|it| (it.id(), it.version())).collect();
        assert_eq!(found, [(3, 2), (7, 1), (9, 1)]);
        assert!(selected.has(9) && !selected.has(8));
    }

    #[test]
    fn what_is_left_out_is_gone_and_nothing_else() {
        let mut selected = Selected::default();
        for id in 1..=4 {
            selected.put(row(id, 1), true);
        }
        for id in [3, 3, 5] {
            selected.put(row(id, 1), false);
        }
        assert_eq!(selected.count(), 3);
        assert!(!selected.has(3));
    }
}
