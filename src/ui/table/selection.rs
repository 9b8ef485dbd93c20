//! Which rows are selected: by what they are, wherever they stand and whether or not they are drawn.

use api_types::Total;
use leptos::prelude::*;

use super::RowRef;

/// Every row of a view, apart from some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Names the view, for whoever asks for its rows.
    pub view: String,
    /// How many rows it has.
    pub total: Total,
    /// Rows that are left out, in order.
    pub except: Vec<u128>,
    /// Whether the view is the one on screen. The rows of another one are not known to be of this view.
    is_here: bool,
}

/// Rows, each once: some, or every row of a view.
#[derive(Clone, Default)]
pub struct Selected {
    /// In the order of their identifiers.
    rows: Vec<RowRef>,
    whole: Option<Whole>,
    /// Those whose place these have taken, until somebody has been told.
    replaced: Option<Box<Selected>>,
}

impl Selected {
    fn place(&self, id: u128) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&id, |row| row.id())
    }

    /// Whether a row is among them.
    pub fn has(&self, id: u128) -> bool {
        match &self.whole {
            Some(whole) => whole.is_here && whole.except.binary_search(&id).is_err(),
            None => self.place(id).is_ok(),
        }
    }

    /// Takes a row in, as it is now, or leaves it out. A row that is taken in beside the view on screen takes the place
    /// of every row of another one.
    pub fn put(&mut self, row: RowRef, on: bool) {
        if let Some(whole) = &mut self.whole {
            match (whole.is_here, whole.except.binary_search(&row.id()), on) {
                (true, Ok(place), true) => drop(whole.except.remove(place)),
                (true, Err(place), false) if whole.except.len() < MOST_EXCEPT => whole.except.insert(place, row.id()),
                (false, _, true) => self.replaced = Some(Box::new(std::mem::take(self))),
                _ => {}
            }
            if self.whole.is_some() {
                return;
            }
        }
        match (self.place(row.id()), on) {
            (Ok(place), true) => self.rows[place] = row,
            (Err(place), true) => self.rows.insert(place, row),
            (Ok(place), false) => drop(self.rows.remove(place)),
            (Err(_), false) => {}
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.total().count
    }

    /// How many there are, and whether that is exact.
    pub fn total(&self) -> Total {
        match &self.whole {
            Some(Whole { total, except, .. }) => {
                Total { count: total.count.saturating_sub(except.len() as u64), exact: total.exact }
            }
            None => Total { count: self.rows.len() as u64, exact: true },
        }
    }

    /// Those that are selected one by one; none while every row of a view is.
    pub fn rows(&self) -> &[RowRef] {
        &self.rows
    }

    /// The view of which every row is selected.
    pub fn whole(&self) -> Option<&Whole> {
        self.whole.as_ref()
    }

    /// Whether they are every row of another view than the one on screen.
    pub fn is_elsewhere(&self) -> bool {
        self.whole.as_ref().is_some_and(|whole| !whole.is_here)
    }
}

/// So many rows can be left out of a view.
const MOST_EXCEPT: usize = 2_000;

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
    /// Whether the reader decides about what was selected.
    held: RwSignal<bool>,
    /// The row that was pressed last, counted from 0, and its identifier.
    pressed: StoredValue<Option<(u64, u128)>>,
    /// What a press with the Shift key asks for; not all of its rows may be here.
    pub span: RwSignal<Option<Span>>,
    /// The number of the range whose rows are being fetched, while there is one: clearing ends it.
    pub range: RwSignal<Option<u32>>,
    ranges: StoredValue<u32>,
    /// The view that was on screen last while something was selected, behind a mark; empty if nothing was.
    view: StoredValue<String>,
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
            held: RwSignal::new(false),
            pressed: StoredValue::new(None),
            span: RwSignal::new(None),
            range: RwSignal::new(None),
            ranges: StoredValue::new(0),
            view: StoredValue::new(String::new()),
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

    /// Whether another view was on screen before this one, since something is selected.
    pub fn is_another_view(self, view: &str) -> bool {
        let view = ["?", view].concat();
        let before = self.view.try_update_value(|before| std::mem::replace(before, view.clone()));
        before.is_some_and(|before| !before.is_empty() && before != view)
    }

    /// Nothing is selected in any view.
    pub fn forget_view(self) {
        let _ = self.view.try_update_value(String::clear);
    }

    /// How many they are, and whether that is exact. Reactive.
    pub fn total(self) -> Total {
        self.rows.with(Selected::total)
    }

    /// Whether one is selecting. Reactive.
    pub fn is_on(self) -> bool {
        self.choosing.get() || self.count() > 0 || self.is_held()
    }

    /// Keeps selecting on, also when no row is left: the reader decides about what was selected.
    pub fn hold(self, is_held: bool) {
        // The list may have been left meanwhile.
        let _ = self.held.try_set(is_held);
    }

    /// Whether it is kept on. Reactive.
    pub fn is_held(self) -> bool {
        self.held.get()
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

    /// Those whose place others have taken since this was asked last.
    pub fn take_replaced(self) -> Option<Selected> {
        self.rows.try_update_untracked(|selected| selected.replaced.take())?.map(|before| *before)
    }

    /// Selects every row of the view on screen, in the place of others.
    pub fn select_whole(self, view: String, total: Total, others: Option<Selected>) {
        self.forget_press();
        let whole = Some(Whole { view, total, except: Vec::new(), is_here: true });
        self.rows.set(Selected { rows: Vec::new(), whole, replaced: others.map(Box::new) });
    }

    /// Selects these again.
    pub fn restore(self, selected: Selected) {
        self.forget_press();
        let _ = self.rows.try_set(selected);
    }

    /// This view is on screen; its number of rows, once that is known.
    pub fn show_view(self, view: &str, total: Option<Total>) {
        let is_outdated = |whole: &Whole| {
            let is_here = whole.view == view;
            is_here != whole.is_here || is_here && total.is_some_and(|total| total != whole.total)
        };
        if !self.rows.with_untracked(|selected| selected.whole().is_some_and(is_outdated)) {
            return;
        }
        self.rows.update(|selected| {
            if let Some(whole) = &mut selected.whole {
                whole.is_here = whole.view == view;
                whole.total = total.filter(|_| whole.is_here).unwrap_or(whole.total);
            }
        });
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
        let _ = self.pressed.try_update_value(|pressed| *pressed = None);
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

    #[test]
    fn usr8_every_row_of_a_view_is_selected_apart_from_those_left_out() {
        let owner = Owner::new();
        owner.with(|| {
            let total = |count| Total { count, exact: true };
            let selection = Selection::new();
            selection.select_whole("status=active".to_owned(), total(1_248), None);
            selection.put([row(7, 1), row(3, 1), row(7, 1)], false);
            let selected = selection.rows().get_untracked();
            assert_eq!((selected.count(), selected.has(3), selected.has(9)), (1_246, false, true));
            assert_eq!(selected.whole().map(|whole| whole.except.clone()), Some(vec![3, 7]));
            assert!(selected.rows().is_empty());
            selection.put([row(7, 1)], true);
            selection.show_view("status=active", Some(total(1_300)));
            assert_eq!(selection.rows().get_untracked().count(), 1_299);
        });
    }

    #[test]
    fn u24_another_view_keeps_every_row_of_the_first_until_one_of_its_own_is_selected() {
        let owner = Owner::new();
        owner.with(|| {
            let selection = Selection::new();
            selection.select_whole(String::new(), Total { count: 1_248, exact: true }, None);
            selection.show_view("q=ada", Some(Total { count: 2, exact: true }));
            let selected = selection.rows().get_untracked();
            assert!(selected.is_elsewhere() && !selected.has(1));
            assert_eq!(selected.count(), 1_248);
            selection.put([row(1, 1)], false);
            assert_eq!(selection.rows().get_untracked().count(), 1_248);
            selection.put([row(1, 1)], true);
            assert_eq!(selection.rows().get_untracked().count(), 1);
            selection.restore(selection.take_replaced().unwrap());
            selection.show_view("", None);
            assert!(selection.rows().get_untracked().has(1));
        });
    }
}
