//! The rows that are drawn: a fixed number of elements, used again for other rows as one scrolls.
//!
//! An element keeps its row for as long as that is drawn, so that the focus and what a screen reader reads stay with
//! it; only elements whose row has gone move to the other end.

use std::sync::Arc;

use api_types::Member;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{MemberRow, Row, RowContext};
use crate::ui::{Scroller, focus_in_place, holds_focus};

/// What in a row takes the focus: its link, or its box when one moves from box to box.
const LINK: &str = "a[href]";
const BOX: &str = "[data-row-id] [data-check]";

/// One element and the row that it draws.
#[derive(Clone, Copy)]
struct Slot {
    row: RwSignal<Row>,
    element: NodeRef<html::Tr>,
}

/// The elements that draw rows.
#[derive(Clone, Copy)]
pub struct Slots {
    /// In the order of their rows, which is that of the document.
    order: StoredValue<Vec<Slot>>,
    /// The row of the first one.
    start: StoredValue<u64>,
    /// The row that gets the focus back from the box once it is drawn.
    parked: StoredValue<Option<u64>>,
    /// What in a row had the focus last.
    stop: StoredValue<&'static str>,
    scroller: Scroller,
    members: Callback<u64, Option<Arc<Member>>>,
}

impl Slots {
    /// None yet; `members` says who stands in a row, and is reactive.
    pub fn new(scroller: Scroller, members: Callback<u64, Option<Arc<Member>>>) -> Self {
        Self {
            order: StoredValue::new(Vec::new()),
            start: StoredValue::new(0),
            parked: StoredValue::new(None),
            stop: StoredValue::new(LINK),
            scroller,
            members,
        }
    }

    /// Where the elements stand.
    pub fn body(self) -> NodeRef<html::Tbody> {
        self.scroller.body
    }

    /// Adds an element. The first one of a new set takes the place of all before.
    fn add(self, is_first: bool) -> Slot {
        if is_first {
            self.order.update_value(Vec::clear);
            self.start.set_value(self.scroller.in_reach().get_untracked().start);
        }
        let index = self.start.get_value() + self.order.with_value(Vec::len) as u64;
        let row = untrack(|| self.row(index));
        let slot = Slot { row: RwSignal::new(row), element: NodeRef::new() };
        self.order.update_value(|order| order.push(slot));
        slot
    }

    fn row(self, index: u64) -> Row {
        let exists = index < self.scroller.rows().get();
        Row { index, exists, member: if exists { self.members.run(index) } else { None } }
    }

    /// Draws the rows from `start` on, with who stands in them now. Reactive.
    pub fn show(self, start: u64) {
        let focused = self.focused_row();
        let slots = self.order.with_value(Vec::len) as u64;
        if let Some(index) = focused.filter(|index| !(start..start + slots).contains(index)) {
            self.park(index);
        } else if let Some(index) = self.scroller.take_wished_focus() {
            self.park(index);
        }
        self.turn(start);
        for (index, slot) in (start..).zip(self.order.get_value()) {
            let row = self.row(index);
            // Nothing in it can keep the focus then.
            if row.member.is_none() && focused == Some(index) {
                self.park(index);
            }
            if slot.row.with_untracked(|shown| *shown != row) {
                slot.row.set(row);
            }
        }
        if self.parked.get_value().is_some() {
            // What takes it is there once the row has been drawn.
            request_animation_frame(move || self.give_focus_back());
        }
    }

    /// Moves the elements whose rows have gone to the other end.
    fn turn(self, start: u64) {
        let (from, slots) = (self.start.get_value(), self.order.with_value(Vec::len));
        self.start.set_value(start);
        let by = start.abs_diff(from) as usize;
        let Some(body) = self.scroller.body.get_untracked().filter(|_| (1..slots).contains(&by)) else { return };
        self.order.update_value(|order| match start > from {
            true => {
                order[..by].iter().filter_map(Slot::element).for_each(|row| drop(body.append_child(&row)));
                order.rotate_left(by);
            }
            false => {
                let gone = order[slots - by..].iter().rev().filter_map(Slot::element);
                gone.for_each(|row| drop(body.insert_before(&row, body.first_child().as_ref())));
                order.rotate_right(by);
            }
        });
    }

    /// The elements are about to go.
    fn leave(self) {
        if let Some(index) = self.focused_row() {
            self.park(index);
        }
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
        let holds = |slot: &Slot| slot.element().is_some_and(|row| holds_focus(&row));
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

    /// What takes the focus in a row, if the row is drawn and known who stands in it.
    fn stop_in(self, index: u64) -> Option<Element> {
        let place = index.checked_sub(self.start.get_value())? as usize;
        let slot = self.order.with_value(|order| order.get(place).copied())?;
        slot.element()?.query_selector(self.stop.get_value()).ok()?
    }

    /// The row that this element is part of, counted from 0, and who stands there.
    pub fn member_at(self, element: &Element) -> Option<(u64, Arc<Member>)> {
        let row = element.closest("tr").ok()??;
        let drawn = |slot: &&Slot| slot.element().is_some_and(|element| element == row);
        let slot = self.order.with_value(|order| order.iter().find(drawn).copied())?;
        slot.row.with_untracked(|row| Some((row.index, row.member.clone()?)))
    }
}

impl Slot {
    fn element(&self) -> Option<Element> {
        self.element.get_untracked().map(JsCast::unchecked_into)
    }
}

/// As many rows as fill the box.
#[component]
pub fn MemberRows(slots: Slots, context: RowContext) -> impl IntoView {
    let window = slots.scroller.in_reach();
    let count = Memo::new(move |_| window.get().slots);
    // With another number of them all are made anew.
    let places = move || {
        let count = count.get();
        slots.leave();
        (0..count).map(move |place| (count, place))
    };
    let row = move |(_, place): (u64, u64)| {
        let Slot { row, element } = slots.add(place == 0);
        view! { <MemberRow row element context/> }
    };
    Effect::new(move |_| slots.show(window.get().start));
    view! { <For each=places key=|place| *place children=row/> }
}
