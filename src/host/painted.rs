//! What the page painted before the app was there (`public/first-list`): an outline, and in it perhaps the first rows of
//! the list of users and its search field.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{Host, listen};
use crate::ui::PaintedRows;

/// What is left of it once the outline is gone.
#[derive(Default)]
pub(super) struct Painted {
    rows: Cell<PaintedRows>,
    search: Cell<Option<TypedSearch>>,
    composing: ArcRwSignal<bool>,
}

/// What stood in the search field, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedSearch {
    pub text: String,
    /// What was selected in it, in units of UTF-16, if the field had the focus.
    pub selected: Option<(u32, u32)>,
}

impl Host {
    /// Takes away what the page painted before the app was there. What the app takes over is kept for it.
    pub fn remove_painted_shell(&self) {
        let Ok(Some(shell)) = self.0.root.query_selector("[data-shell]") else { return };
        if let Ok(rows) = shell.query_selector_all("[data-first-rows] > tr") {
            let rows: Vec<Element> = (0..rows.length()).filter_map(|place| rows.item(place)?.dyn_into().ok()).collect();
            let focused = rows.iter().position(|row| row.matches(":focus-within").unwrap_or(false));
            self.0.painted.rows.set(PaintedRows { rows, focused: focused.map(|row| row as u64) });
        }
        let field = shell.query_selector("[data-first-search]").ok().flatten();
        let search = field.and_then(|field| self.typed(field.dyn_ref()?));
        self.0.painted.search.set(search);
        shell.remove();
        // Nobody tells that what was composed in it has ended.
        if self.0.painted.composing.get_untracked() {
            self.0.painted.composing.set(false);
        }
    }

    fn typed(&self, field: &HtmlInputElement) -> Option<TypedSearch> {
        let has_focus = self.focused().is_some_and(|focused| focused == ***field);
        let place = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or_default();
        let selected = (place(field.selection_start()), place(field.selection_end()));
        let search = TypedSearch { text: field.value(), selected: has_focus.then_some(selected) };
        (has_focus || !search.text.is_empty()).then_some(search)
    }

    /// Whether an input method composes text in the painted search field, which would be cut if the field went. Reactive.
    pub fn is_composing(&self) -> ArcReadSignal<bool> {
        let (root, composing) = (self.0.root.clone(), self.0.painted.composing.clone());
        let look =
            move || composing.set(matches!(root.query_selector("[data-first-search][data-composing]"), Ok(Some(_))));
        look();
        for event in ["compositionstart", "compositionend"] {
            let look = look.clone();
            listen(self.0.root.clone().into(), event, move |_: web_sys::Event| look());
        }
        self.0.painted.composing.read_only()
    }

    /// The rows that the page painted; asked once.
    pub fn take_painted_rows(&self) -> PaintedRows {
        self.0.painted.rows.take()
    }

    /// What was typed before the app was there; asked once.
    pub fn take_typed_search(&self) -> Option<TypedSearch> {
        self.0.painted.search.take()
    }
}
