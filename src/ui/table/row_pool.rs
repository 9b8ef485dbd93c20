//! The rows that are drawn: a fixed number of elements, used again for other rows as one scrolls.
//!
//! An element keeps its row for as long as that is drawn, so that the focus and what a screen reader reads stay with
//! it; only elements whose row has gone move to the other end.

use leptos::{html, prelude::*};
use web_sys::Element;

use super::{
    RowRef, Scroller, Selected, Window,
    row_element::{Place, RowElement, Shape},
};
use crate::{
    i18n::I18n,
    ui::{focus_in_place, holds_focus},
};

/// What in a row takes the focus: its link, or its box when one moves from box to box.
const LINK: &str = "a[href]";
const BOX: &str = "[data-row-id] [data-check]";

/// Rows that stood on the page before the table did.
#[derive(Debug, Default)]
pub struct PaintedRows {
    /// From the first one of the list on.
    pub rows: Vec<Element>,
    /// The one, counted from 0, that had the focus.
    pub focused: Option<u64>,
}

/// The elements that draw rows.
#[derive(Clone, Copy)]
pub struct RowPool {
    /// In the order of their rows, which is that of the document.
    order: StoredValue<Vec<RowElement>, LocalStorage>,
    /// The row of the first one.
    start: StoredValue<u64>,
    /// The row that gets the focus back from the box once it is drawn.
    parked: StoredValue<Option<u64>>,
    /// What in a row had the focus last.
    stop: StoredValue<&'static str>,
    scroller: Scroller,
    rows: Callback<u64, Option<RowRef>>,
    /// Those that are used first.
    painted: StoredValue<PaintedRows, LocalStorage>,
}

impl RowPool {
    /// None yet; `rows` says what stands at a place, and is reactive.
    pub fn new(scroller: Scroller, rows: Callback<u64, Option<RowRef>>, painted: PaintedRows) -> Self {
        Self {
            order: StoredValue::new_local(Vec::new()),
            start: StoredValue::new(0),
            parked: StoredValue::new(None),
            stop: StoredValue::new(LINK),
            scroller,
            rows,
            painted: StoredValue::new_local(painted),
        }
    }

    /// Which rows are to be drawn.
    pub fn reach(self) -> ReadSignal<Window> {
        self.scroller.in_reach()
    }

    /// Where the elements stand.
    pub fn body(self) -> NodeRef<html::Tbody> {
        self.scroller.body
    }

    /// Makes so many elements of this shape, in the place of those before.
    pub fn make(self, count: u64, shape: &Shape) {
        if let Some(index) = self.focused_row() {
            self.park(index);
        }
        let painted = self.painted.try_update_value(std::mem::take).unwrap_or_default();
        if painted.focused.is_some() {
            self.scroller.wish_focus(painted.focused);
        }
        let Some(body) = self.body().get_untracked() else { return };
        let rows = RowElement::rows(count, shape, painted.rows).unwrap_or_default();
        self.start.set_value(self.scroller.in_reach().get_untracked().start);
        self.order.update_value(|order| {
            order.iter().for_each(|row| row.element().remove());
            *order = rows;
            order.iter().for_each(|row| drop(body.append_child(row.element())));
        });
    }

    fn place(self, index: u64) -> Place {
        let exists = index < self.scroller.rows().get();
        Place { index, exists, row: if exists { self.rows.run(index) } else { None } }
    }

    /// Draws the places from `start` on, with what stands there now; all of them with `anew`, also those that show it
    /// already. With `are_news`, rows that have changed are marked. Reactive.
    pub fn show(self, start: u64, anew: bool, are_news: bool, draw: impl Fn(&mut RowElement, Place)) {
        let focused = self.focused_row();
        let places: Vec<_> = (start..).map(|index| self.place(index)).take(self.order.with_value(Vec::len)).collect();
        let keeps_focus = |index| places.iter().any(|place| place.index == index && place.row.is_some());
        if let Some(index) = focused.filter(|index| !keeps_focus(*index)) {
            self.park(index);
        } else if let Some(index) = self.scroller.take_wished_focus() {
            self.park(index);
        }
        self.turn(start);
        self.order.update_value(|order| {
            let shown = |element: &RowElement| element.shown().row.clone().filter(|_| are_news);
            let before: Vec<_> = order.iter().filter_map(shown).collect();
            for (element, place) in order.iter_mut().zip(places) {
                if anew || !element.shows(&place) {
                    element.mark(place.row.as_ref(), &before);
                    draw(element, place);
                }
            }
        });
        if self.parked.get_value().is_some() {
            // What takes it is there once the row has been drawn.
            request_animation_frame(move || self.give_focus_back());
        }
    }

    /// Shows which rows are selected. Reactive.
    pub fn show_selected(self, selected: ReadSignal<Selected>) {
        selected.with(|selected| {
            self.order.update_value(|order| {
                for element in order {
                    let row = element.shown().row.as_ref();
                    element.select(row.is_some_and(|row| selected.has(row.id())));
                }
            });
        });
    }

    /// Moves the elements whose rows have gone to the other end.
    fn turn(self, start: u64) {
        let (from, count) = (self.start.get_value(), self.order.with_value(Vec::len));
        self.start.set_value(start);
        let by = start.abs_diff(from) as usize;
        let Some(body) = self.scroller.body.get_untracked().filter(|_| (1..count).contains(&by)) else { return };
        self.order.update_value(|order| {
            if start > from {
                order[..by].iter().for_each(|row| drop(body.append_child(row.element())));
                order.rotate_left(by);
            } else {
                let gone = order[count - by..].iter().rev().map(RowElement::element);
                gone.for_each(|row| drop(body.insert_before(row, body.first_child().as_ref())));
                order.rotate_right(by);
            }
        });
    }

    /// Keeps the focus in the box while the row that had it is not drawn.
    fn park(self, index: u64) {
        self.parked.set_value(Some(index));
        self.scroller.take_focus();
    }

    fn give_focus_back(self) {
        let Some(index) = self.parked.try_get_value().flatten() else { return };
        // Somebody has taken it elsewhere meanwhile.
        if !self.scroller.has_focus() {
            self.parked.set_value(None);
        } else if let Some(stop) = self.stop_in(index) {
            self.parked.set_value(None);
            focus_in_place(&stop);
        }
    }

    /// The row, counted from 0, that has the focus or is to get it back.
    pub fn focused_row(self) -> Option<u64> {
        if self.scroller.has_focus() {
            return self.parked.get_value();
        }
        let body = self.scroller.body.get_untracked()?;
        let holds = |row: &RowElement| holds_focus(row.element());
        let place =
            holds_focus(&body).then(|| self.order.with_value(|order| order.iter().position(holds))).flatten()?;
        Some(self.start.get_value() + place as u64)
    }

    /// Remembers in which row the focus is, and in what of it.
    pub fn note_focus(self) {
        self.scroller.focused().set(self.focused_row());
        let body = self.scroller.body.get_untracked();
        let on_box = body.is_some_and(|body| matches!(body.query_selector("[data-check]:focus"), Ok(Some(_))));
        self.stop.set_value(if on_box { BOX } else { LINK });
    }

    /// Gives the focus to a row, counted from 0, and scrolls as far as that takes.
    pub fn focus_row(self, index: u64) {
        if index >= self.scroller.rows().get_untracked() {
            return;
        }
        match self.stop_in(index) {
            Some(stop) => focus_in_place(&stop),
            None => self.park(index),
        }
        self.scroller.reveal(index);
    }

    /// What takes the focus in a row, if the row is drawn and known.
    fn stop_in(self, index: u64) -> Option<Element> {
        let place = index.checked_sub(self.start.get_value())? as usize;
        self.order.with_value(|order| order.get(place)?.element().query_selector(self.stop.get_value()).ok()?)
    }

    /// Has the cell that this element is part of say all that it stands for.
    pub fn tip(self, element: &Element, i18n: I18n) {
        let Ok(Some(cell)) = element.closest("td, th") else { return };
        let Some(row) = cell.parent_element() else { return };
        self.order.update_value(|order| {
            if let Some(drawn) = order.iter_mut().find(|drawn| *drawn.element() == row) {
                drawn.tip(cell, i18n);
            }
        });
    }

    /// The row that this element is part of, and its place, counted from 0.
    pub fn row_at(self, element: &Element) -> Option<(u64, RowRef)> {
        let row = element.closest("tr").ok()??;
        self.order.with_value(|order| {
            let shown = order.iter().find(|drawn| *drawn.element() == row)?.shown();
            Some((shown.index, shown.row.clone()?))
        })
    }
}
