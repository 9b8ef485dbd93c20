//! Search and filters above a list, and how its table is laid out.

use api_types::{ListQuery, Sort};
use leptos::prelude::*;

use super::{ListHandle, columns::ColumnMenu, filters::ListFilters, search::ListSearch};
use crate::{i18n::use_i18n, ui::SelectField};

/// Search, filters, the choice of columns, and — where the table has no head — the order.
#[component]
pub fn ListToolbar(list: ListHandle) -> impl IntoView {
    let (i18n, is_open) = (use_i18n(), RwSignal::new(false));
    let is_filtered = move || list.url.query.with(ListQuery::has_filters).then_some("");
    view! {
        <search
            class="r-toolbar"
            aria-label=list.label(|noun| noun.title)
            data-open=move || is_open.get().then_some("")
        >
            <ListSearch list/>
            // On a phone the rest is behind a button: the rows need the room.
            <button
                type="button"
                class="r-btn r-only-narrow r-toolbar__more"
                aria-expanded=move || is_open.get().to_string()
                data-on=is_filtered
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {move || i18n.texts().list.filter_and_sort}
            </button>
            <ListFilters list/>
            <Order list/>
            <div class="r-toolbar__end">
                <ColumnMenu list/>
            </div>
        </search>
    }
}

/// The order as a choice, for cards, which have no head to press.
#[component]
fn Order(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let listing = list.spec.listing;
    let options = Callback::new(move |()| {
        let (texts, noun) = (&i18n.texts().list, list.noun(i18n.texts()));
        let both = |column: &&'static str| {
            let name = (noun.column)(column);
            let upwards = ((*column).to_owned(), [name, ", ", texts.ascending].concat());
            let downwards = (["-", column].concat(), [name, ", ", texts.descending].concat());
            [upwards, downwards]
        };
        listing.sorted.iter().flat_map(both).collect::<Vec<_>>()
    });
    let on_choose = Callback::new(move |value: String| {
        if let Some(sort) = Sort::read(listing, &value) {
            list.url.change(|query| query.sort = sort);
        }
    });
    view! {
        <div class="r-toolbar__order">
            <SelectField
                label=i18n.label(|texts| texts.list.sort)
                options
                value=Signal::derive(move || list.url.query.with(|query| query.sort.to_string()))
                on_choose
            />
        </div>
    }
}
