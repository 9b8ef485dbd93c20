//! The rows that are drawn: a fixed number of elements, used again for other rows as one scrolls.
//!
//! An element keeps its row for as long as that is drawn, so that the focus and what a screen reader reads stay with
//! it; only elements whose row has gone move to the other end.

use std::sync::Arc;

use api_types::Member;
use leptos::{html, prelude::*};
use web_sys::Element;

use super::{
    Row, RowContext, Selected,
    member_row::{Look, RowElement, Shape},
};
use crate::{
    i18n::use_i18n,
    ui::{Scroller, focus_in_place, holds_focus},
};

/// What in a row takes the focus: its link, or its box when one moves from box to box.
const LINK: &str = "a[href]";
const BOX: &str = "[data-row-id] [data-check]";

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
    members: Callback<u64, Option<Arc<Member>>>,
}

impl RowPool {
    /// None yet; `members` says who stands in a row, and is reactive.
    pub fn new(scroller: Scroller, members: Callback<u64, Option<Arc<Member>>>) -> Self {
        Self {
            order: StoredValue::new_local(Vec::new()),
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

    /// Makes so many elements of this shape, in the place of those before.
    fn make(self, count: u64, shape: &Shape) {
        if let Some(index) = self.focused_row() {
            self.park(index);
        }
        let Some(body) = self.body().get_untracked() else { return };
        let rows = RowElement::rows(count, shape).unwrap_or_default();
        self.start.set_value(self.scroller.in_reach().get_untracked().start);
        self.order.update_value(|order| {
            order.iter().for_each(|row| row.element().remove());
            *order = rows;
            order.iter().for_each(|row| drop(body.append_child(row.element())));
        });
    }

    fn row(self, index: u64) -> Row {
        let exists = index < self.scroller.rows().get();
        Row { index, exists, member: if exists { self.members.run(index) } else { None } }
    }

    /// Draws the rows from `start` on, with who stands in them now; all of them with `anew`, also those that show it
    /// already. Reactive.
    fn show(self, start: u64, anew: bool, draw: impl Fn(&mut RowElement, Row)) {
        let focused = self.focused_row();
        let rows: Vec<_> = (start..).map(|index| self.row(index)).take(self.order.with_value(Vec::len)).collect();
        let keeps_focus = |index| rows.iter().any(|row| row.index == index && row.member.is_some());
        if let Some(index) = focused.filter(|index| !keeps_focus(*index)) {
            self.park(index);
        } else if let Some(index) = self.scroller.take_wished_focus() {
            self.park(index);
        }
        self.turn(start);
        self.order.update_value(|order| {
            for (slot, row) in order.iter_mut().zip(rows) {
                if anew || *slot.shown() != row {
                    draw(slot, row);
                }
            }
        });
        if self.parked.get_value().is_some() {
            // What takes it is there once the row has been drawn.
            request_animation_frame(move || self.give_focus_back());
        }
    }

    /// Shows who is selected. Reactive.
    fn show_selected(self, selected: ReadSignal<Selected>) {
        selected.with(|selected| {
            self.order.update_value(|order| {
                for slot in order {
                    let member = slot.shown().member.as_ref();
                    slot.select(member.is_some_and(|member| selected.has(member.id)));
                }
            });
        });
    }

    /// Moves the elements whose rows have gone to the other end.
    fn turn(self, start: u64) {
        let (from, slots) = (self.start.get_value(), self.order.with_value(Vec::len));
        self.start.set_value(start);
        let by = start.abs_diff(from) as usize;
        let Some(body) = self.scroller.body.get_untracked().filter(|_| (1..slots).contains(&by)) else { return };
        self.order.update_value(|order| match start > from {
            true => {
                order[..by].iter().for_each(|row| drop(body.append_child(row.element())));
                order.rotate_left(by);
            }
            false => {
                let gone = order[slots - by..].iter().rev().map(RowElement::element);
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
        let holds = |slot: &RowElement| holds_focus(slot.element());
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
        self.order.with_value(|order| order.get(place)?.element().query_selector(self.stop.get_value()).ok()?)
    }

    /// The row that this element is part of, counted from 0, and who stands there.
    pub fn member_at(self, element: &Element) -> Option<(u64, Arc<Member>)> {
        let row = element.closest("tr").ok()??;
        self.order.with_value(|order| {
            let shown = order.iter().find(|slot| *slot.element() == row)?.shown();
            Some((shown.index, shown.member.clone()?))
        })
    }
}

/// As many rows as fill the box.
#[component]
pub fn MemberRows(slots: RowPool, context: RowContext) -> impl IntoView {
    let i18n = use_i18n();
    let window = slots.scroller.in_reach();
    let form = Memo::new(move |_| (window.get().slots, context.shape()));
    let look = Memo::new(move |_| context.look(i18n));
    Effect::new(move |before: Option<((u64, Shape), Look)>| {
        let (form, look) = (form.get(), look.get());
        let (form_before, look_before) = before.unzip();
        if form_before.as_ref() != Some(&form) {
            slots.make(form.0, &form.1);
        }
        let anew = look_before.is_some_and(|before| before != look);
        slots.show(window.get().start, anew, |slot, row| slot.draw(row, &look, context, i18n));
        slots.show_selected(context.selection.members());
        (form, look)
    });
}
