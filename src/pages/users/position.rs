//! Where in the list one is: which rows are in sight, and coming back to where one was.

use std::collections::HashMap;

use api_types::Member;
use leptos::{html, prelude::*};
use leptos_router::{
    hooks::use_location,
    location::{BrowserUrl, LocationProvider},
};

use crate::{host::use_host, queries::Pages};

/// How many heights of the window before its end the list asks for more.
const AHEAD: f64 = 1.5;

/// The rows that are in sight, counted from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sight {
    pub first: u64,
    pub last: u64,
    /// Whether the end of the rows is close.
    pub near_end: bool,
}

impl Sight {
    /// What is in sight of `rows` rows that begin at `top` and are `height` high together, seen through a window from
    /// `from` to `until`. All in pixels, from the top of the window.
    fn through(rows: u64, top: f64, height: f64, from: f64, until: f64) -> Self {
        if rows == 0 || height <= 0.0 {
            return Self::default();
        }
        let row = height / rows as f64;
        // A row counts once half of it is in sight.
        let at = |edge: f64| ((edge - top) / row).round().clamp(0.0, rows as f64) as u64;
        let first = (at(from) + 1).min(rows);
        let near_end = top + height < until + AHEAD * (until - from);
        Self { first, last: at(until).max(first), near_end }
    }
}

/// What is in sight of the rows inside `wrap`.
pub fn use_sight(wrap: NodeRef<html::Div>, pages: Pages<Member>) -> Memo<Sight> {
    let host = use_host();
    let moved = Trigger::new();
    host.on_scroll(move || moved.notify());
    // After new rows have been laid out.
    Effect::new(move |_| {
        pages.rows().track();
        request_animation_frame(move || moved.notify());
    });
    Memo::new(move |_| {
        moved.track();
        let rows = pages.rows().with(Vec::len) as u64;
        let edges = |selector: &str| {
            let element = wrap.get()?.query_selector(selector).ok()??;
            Some(element.get_bounding_client_rect())
        };
        let (Some(body), head, foot) = (edges("tbody"), edges("thead"), edges(".r-tablefoot")) else {
            return Sight::default();
        };
        let from = head.map_or(0.0, |head| head.bottom()).max(0.0);
        let until = foot.map_or(f64::MAX, |foot| foot.top()).min(host.viewport_height());
        Sight::through(rows, body.top(), body.height(), from, until)
    })
}

/// Where each address was left: how many rows were there, and how far the page was scrolled.
#[derive(Clone, Copy)]
pub struct Positions(StoredValue<HashMap<String, (usize, f64)>>);

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

/// Remembers where in the list one is, and goes back there when one comes back to it; otherwise starts at the top.
pub fn use_position(pages: Pages<Member>) {
    let (host, location) = (use_host(), use_location());
    let Positions(positions) = expect_context();
    let address = Memo::new(move |_| [location.pathname.get(), location.search.get()].join("?"));
    let is_back = use_context::<BrowserUrl>().is_some_and(|url| url.is_back().get_untracked());
    let left = is_back.then(|| positions.with_value(|all| all.get(&address.get_untracked()).copied())).flatten();
    let wanted = StoredValue::new(left);
    if left.is_none() {
        host.scroll_to_start();
    }
    let here = host.clone();
    host.on_scroll(move || {
        if wanted.get_value().is_none() {
            let place = (pages.rows().with_untracked(Vec::len), here.scrolled());
            positions.update_value(|all| {
                all.insert(address.get_untracked(), place);
            });
        }
    });
    Effect::new(move |_| {
        let rows = pages.rows().with(Vec::len);
        let Some((needed, scrolled)) = wanted.get_value() else { return };
        if rows >= needed || !pages.has_more() {
            wanted.set_value(None);
            let host = host.clone();
            request_animation_frame(move || host.scroll_to(scrolled));
        } else if !pages.busy().get() {
            pages.more();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: u64, top: f64, expected: (u64, u64, bool)) {
        // Rows of 44 pixels, seen between 100 and 540: ten of them.
        let sight = Sight::through(rows, top, rows as f64 * 44.0, 100.0, 540.0);
        assert_eq!((sight.first, sight.last, sight.near_end), expected);
    }

    #[test]
    fn rows_in_sight_are_counted_from_one() {
        check(100, 100.0, (1, 10, false));
        check(100, 100.0 - 44.0 * 50.0, (51, 60, false));
        check(100, 100.0 - 44.0 * 90.0, (91, 100, true));
    }

    #[test]
    fn a_short_list_is_all_in_sight_and_at_its_end() {
        check(3, 100.0, (1, 3, true));
        check(0, 100.0, (0, 0, false));
    }
}
