//! Selecting several rows, and doing the same to all of them. What a visit without it does not need is loaded later.

mod bar;
mod dialog;
mod outcome;
mod run;
mod select_range;

use leptos::prelude::*;

pub use self::run::BulkRun;
use self::{bar::SelectionBar, dialog::BulkDialog};
use super::{
    super::{lazy::lazy, organization::use_current_organization},
    ListHandle,
};
use crate::{i18n::use_i18n, ui::Scroller};

lazy! {
    /// The bar of the selection.
    panels: selection_bar(list: ListHandle, scroller: Scroller) => view! { <SelectionBar list scroller/> };
    /// The dialog in which the same is done to many.
    panels: bulk_dialog(list: ListHandle) => view! { <BulkDialog list/> };
}

/// Keeps the selection in step with the list: rows of another organization are selected no longer, and those of another
/// query stay selected, not shown.
pub fn use_selection(list: ListHandle) {
    let current = use_current_organization();
    let ListHandle { selection, url, kept, rows, .. } = list;
    Effect::new(move |before: Option<_>| {
        let organization = current.id();
        if before.is_some_and(|before| before != organization) {
            selection.clear();
        }
        organization
    });
    Effect::new(move |before: Option<_>| {
        // The order is no other list.
        let parameters = url.asked().parameters();
        let asked: Vec<_> = parameters.into_iter().filter(|(name, _)| *name != "sort").collect();
        selection.forget_press();
        if before.is_some_and(|before| before != asked) {
            kept.set(selection.rows().with_untracked(|selected| selected.rows().iter().map(|row| row.id()).collect()));
        }
        asked
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
    let said = move || match selection.count() {
        0 => String::new(),
        count => (i18n.texts().list.selected)(i18n.format(), count),
    };
    view! {
        <div class="r-vh" role="status">{move || said()}</div>
        {move || is_on.get().then(|| selection_bar(list, scroller))}
    }
}

/// Where the dialog opens in which the same is done to many; it outlasts the rows that it is about.
#[component]
pub fn BulkPlace(list: ListHandle) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on when its dialog is closed.
    let is_needed = Memo::new(move |before| before == Some(&true) || list.bulk.with(Option::is_some));
    move || is_needed.get().then(|| bulk_dialog(list))
}
