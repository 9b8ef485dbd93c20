//! Selecting several rows, and doing the same to all of them. What a visit without it does not need is loaded later.

mod bar;
mod keep;
mod measure;
mod select_range;

use leptos::prelude::*;

pub use self::bar::{SelectionBar, Tool, Tools};
use super::{
    super::{lazy::lazy, organization::use_current_organization},
    ListHandle,
};
use crate::{i18n::use_i18n, ui::Scroller};

/// The bar of the selection, where the server does the same to many rows, also to every row of a view, however many there
/// are. What its tools open is in it.
pub type Bulk = fn(ListHandle, Scroller) -> AnyView;

lazy! {
    /// The bar of the selection, with the actions of the rows.
    panels: selection_bar(list: ListHandle, scroller: Scroller) => view! {
        <SelectionBar list scroller tools=Tools::of_rows(list)/>
    };
}

/// Rows of another organization are selected no longer.
pub fn use_selection(list: ListHandle) {
    let current = use_current_organization();
    Effect::new(move |before: Option<_>| {
        let organization = current.id();
        if before.is_some_and(|before| before != organization) {
            list.selection.clear();
        }
        organization
    });
}

/// Where the bar floats while one selects, and where it is said how many are selected.
#[component]
pub fn SelectionPlace(list: ListHandle, scroller: Scroller) -> impl IntoView {
    let i18n = use_i18n();
    let selection = list.selection;
    let is_on = Memo::new(move |_| selection.is_on());
    let said = move || match selection.count() {
        0 => String::new(),
        count => (i18n.texts().list.selected)(&i18n.format().number(count)),
    };
    let bar = list.spec.bulk.unwrap_or(selection_bar);
    view! {
        <div class="r-vh" role="status">{move || said()}</div>
        {move || is_on.get().then(|| bar(list, scroller))}
    }
}
