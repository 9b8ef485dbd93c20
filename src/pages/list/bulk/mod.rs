//! Selecting several rows, and doing the same to all of them. What a visit without it does not need is loaded later.

mod bar;
mod select_range;

use leptos::prelude::*;

pub use self::bar::{SelectionBar, Tool, Tools};
use super::{
    super::{lazy::lazy, organization::use_current_organization},
    ListHandle,
};
use crate::{i18n::use_i18n, paths::query, ui::Scroller};

/// What does the same to many rows, where the server does it, also to every row of a view, however many there are: the
/// bar of the selection, or else what its tools open, which outlasts the rows that it is about.
pub type Bulk = fn(ListHandle, bar: Option<Scroller>) -> AnyView;

lazy! {
    /// The bar of the selection, with the actions of the rows.
    panels: selection_bar(list: ListHandle, bar: Option<Scroller>) => bar.map(|scroller| view! {
        <SelectionBar list scroller tools=Tools::of_rows(list)/>
    });
}

/// The view on screen: what its URL filters and searches by. The order is no other view.
pub fn view_of(list: ListHandle) -> String {
    let parameters = list.url.asked().parameters();
    let view = query(parameters.into_iter().filter(|(name, _)| *name != "sort"));
    view.trim_start_matches('?').to_owned()
}

/// Keeps the selection in step with the list: rows of another organization are selected no longer, and those of another
/// view stay selected, not shown.
pub fn use_selection(list: ListHandle) {
    let current = use_current_organization();
    let ListHandle { selection, kept, rows, .. } = list;
    Effect::new(move |before: Option<_>| {
        let organization = current.id();
        if before.is_some_and(|before| before != organization) {
            selection.clear();
        }
        organization
    });
    Effect::new(move |before: Option<_>| {
        let view = view_of(list);
        selection.forget_press();
        selection.show_view(&view, None);
        if before.is_some_and(|before| before != view) {
            kept.set(selection.rows().with_untracked(|selected| selected.rows().iter().map(|row| row.id()).collect()));
        }
        view
    });
    Effect::new(move |_| {
        let (total, is_busy) = (rows.total().get(), rows.busy().get());
        // Until they come, the number is that of the view before.
        selection.show_view(&untrack(|| view_of(list)), total.filter(|_| !is_busy));
    });
    // What comes into sight again is shown.
    Effect::new(move |_| {
        rows.shown().track();
        rows.version();
        let ids = kept.get_untracked();
        if !ids.is_empty() {
            let total = rows.total().get().map_or(0, |total| total.count).min(LOOKED_THROUGH);
            let is_here = |id: &u128| (0..total).any(|index| rows.row(index).is_some_and(|row| row.id() == *id));
            kept.update(|kept| kept.retain(|id| !is_here(id)));
        }
    });
}

/// So many of the first rows are looked through for those that were selected before.
const LOOKED_THROUGH: u64 = 200;

/// Where the bar floats while one selects, and where it is said how many are selected.
#[component]
pub fn SelectionPlace(list: ListHandle, scroller: Scroller) -> impl IntoView {
    let i18n = use_i18n();
    let selection = list.selection;
    let is_on = Memo::new(move |_| selection.is_on());
    let said = move || match selection.total() {
        total if total.count == 0 => String::new(),
        total => (i18n.texts().list.selected)(&i18n.format().total(total)),
    };
    let bar = list.spec.bulk.unwrap_or(selection_bar);
    view! {
        <div class="r-vh" role="status">{move || said()}</div>
        {move || is_on.get().then(|| bar(list, Some(scroller)))}
    }
}

/// Where the dialogs open in which the same is done to many.
#[component]
pub fn BulkPlace(list: ListHandle) -> impl IntoView {
    // Once it is there, it stays.
    let is_needed = Memo::new(move |before| before == Some(&true) || list.bulk.with(Option::is_some));
    move || list.spec.bulk.filter(|_| is_needed.get()).map(|bulk| bulk(list, None))
}
