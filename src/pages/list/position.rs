//! Where in the list one is, and coming back to where one was.

use std::collections::HashMap;

use leptos::prelude::*;

use super::{super::organization::use_current_organization, view::ListView};
use crate::{arrangement::Arrangement, location::use_location, paths::use_paths, queries::Directory, ui::Scroller};

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
/// where it was left and any other at its start, and what is in sight is asked for.
pub fn use_position(scroller: Scroller, directory: Directory, list: ListView) {
    let (location, current, paths) = (use_location(), use_current_organization(), use_paths());
    let Positions(positions) = expect_context();
    // Before the rows are made, so that they can be measured right away.
    scroller.set_rows(directory.total().get_untracked().map_or(0, |total| total.count));
    // Whose rows are shown: the address is another one as soon as others are asked for.
    let address = StoredValue::new(String::new());
    Effect::new(move |before: Option<u32>| {
        let (shown, total) = (directory.shown().get(), directory.total().get());
        scroller.set_rows(total.map_or(0, |total| total.count));
        if before != Some(shown) {
            let view = list.view.get_untracked();
            let organization = untrack(|| current.id());
            let here = organization.map(|it| paths.users(it, &view, &Arrangement::default())).unwrap_or_default();
            let left =
                location.is_history_navigation().then(|| positions.with_value(|all| all.get(&here).copied())).flatten();
            address.set_value(here);
            let left = left.unwrap_or_default();
            scroller.wish_focus(left.focused);
            scroller.go(left.above);
        }
        let (window, rows) = (scroller.in_reach().get(), scroller.rows().get());
        if rows > 0 {
            directory.look(window.start, (window.start + window.slots).min(rows) - 1);
        }
        shown
    });
    Effect::new(move |before: Option<()>| {
        let left = Left { above: scroller.rows_above().get(), focused: scroller.focused().get() };
        // Not where it stands before it has gone to where it was left.
        if before.is_some() {
            positions.update_value(|all| {
                all.insert(address.get_value(), left);
            });
        }
    });
}
