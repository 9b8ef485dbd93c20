//! Where in the list one is, and coming back to where one was.

use std::collections::HashMap;

use leptos::prelude::*;

use super::{ListHandle, url::place_in};
use crate::{
    location::use_location,
    ui::{ColumnLayout, Scroller},
};

/// Where each view was left.
#[derive(Clone, Copy)]
pub struct Positions(StoredValue<HashMap<String, Left>>);

#[derive(Clone, Copy, Default)]
struct Left {
    /// How many of its rows were above the view, as a fraction.
    above: f64,
    /// The row that had the focus, counted from 0.
    focused: Option<u64>,
}

impl Default for Positions {
    fn default() -> Self {
        Self::new()
    }
}

impl Positions {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }
}

/// Keeps the box and the list in step: the box knows how many rows there are, a view that one comes back to stands
/// where it was left and any other at its start or where its URL says, and what is in sight is asked for.
pub fn use_position(scroller: Scroller, list: ListHandle) {
    let location = use_location();
    let Positions(positions) = expect_context();
    let ListHandle { url, rows, spec, .. } = list;
    // Before the rows are made, so that they can be measured right away.
    scroller.set_rows(rows.total().get_untracked().map_or(0, |total| total.count));
    // Whose rows are shown: the URL is another one as soon as others are asked for.
    let shown_url = StoredValue::new(String::new());
    Effect::new(move |before: Option<u32>| {
        let (shown, total) = (rows.shown().get(), rows.total().get());
        scroller.set_rows(total.map_or(0, |total| total.count));
        if before != Some(shown) {
            let here = untrack(|| url.of(&url.query.get(), &ColumnLayout::new(spec.columns))).unwrap_or_default();
            let left = positions.with_value(|all| all.get(&here).copied());
            let left = left.filter(|_| location.is_history_navigation());
            let place = || untrack(|| place_in(&location.search())).map(|place| place as f64);
            let left = left.or_else(|| Some(Left { above: place()?, focused: None })).unwrap_or_default();
            shown_url.set_value(here);
            scroller.wish_focus(left.focused);
            scroller.go(left.above);
        }
        let (window, count) = (scroller.in_reach().get(), scroller.rows().get());
        if count > 0 {
            rows.look(window.start, (window.start + window.slots).min(count) - 1);
        }
        shown
    });
    let first = Memo::new(move |_| scroller.rows_above().get() as u64);
    Effect::new(move |before: Option<u64>| {
        let first = first.get();
        // Not where it stands before it has gone to where it was left.
        if before.is_some_and(|before| before != first) {
            url.set_place(first);
        }
        first
    });
    Effect::new(move |before: Option<()>| {
        let left = Left { above: scroller.rows_above().get(), focused: scroller.focused().get() };
        if before.is_some() {
            positions.update_value(|all| {
                all.insert(shown_url.get_value(), left);
            });
        }
    });
}
