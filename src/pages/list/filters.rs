//! The filters above the list. What each is about is asked when it is opened, or said when it is in force.

use api_types::MembersFilter;
use leptos::prelude::*;

use super::{super::users_lazy, view::ListView};
use crate::{
    i18n::use_i18n,
    ui::{FilterChip, FilterValues, PopoverControl},
};

/// Every filter, and one button that takes all away.
#[component]
pub fn UsersFilters(list: ListView, matching: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let chips = MembersFilter::ALL.map(|filter| view! { <Filter filter list matching/> });
    let clear = move || {
        list.view.with(|view| view.filters()).then(|| {
            view! {
                <button
                    type="button"
                    class="r-btn r-btn--ghost r-btn--sm"
                    on:click=move |_| list.change(|view| view.clear_filters())
                >
                    {move || i18n.texts().users.clear_filters}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <div class="r-chips" role="group" aria-label=i18n.label(|texts| texts.users.filters)>
            {chips.into_iter().collect_view()}
            {move || clear()}
        </div>
    }
}

/// What the late parts of one filter share: the words of its chip and its panel.
#[derive(Clone, Copy)]
pub struct Filtering {
    pub filter: MembersFilter,
    pub list: ListView,
    /// How many match, in words.
    pub matching: Signal<String>,
    pub control: PopoverControl,
    /// Its values, once something has needed them; they live as long as the filter.
    pub values: StoredValue<Option<FilterValues>>,
    pub owner: StoredValue<Owner>,
}

#[component]
fn Filter(filter: MembersFilter, list: ListView, matching: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    // Below the filter's own, so that neither keeps the other alive.
    let (values, owner) = (StoredValue::new(None), StoredValue::new(Owner::new()));
    let filtering = Filtering { filter, list, matching, control, values, owner };
    let name = Signal::derive(move || (i18n.texts().users.filter)(filter).to_owned());
    view! {
        <FilterChip
            control
            name
            label=Signal::derive(move || (i18n.texts().users.filter_by)(filter).to_owned())
            clear_label=Signal::derive(move || (i18n.texts().users.clear_filter)(&name.get()))
            is_on=Memo::new(move |_| list.view.with(|view| !view.filter(filter).is_empty()))
            // Provided inside, so that each filter's parts find their own.
            chosen=move || {
                provide_context(filtering);
                users_lazy::chosen()
            }
            on_clear=Callback::new(move |()| list.change(|view| view.filter_mut(filter).clear()))
        >
            {move || {
                provide_context(filtering);
                users_lazy::filter()
            }}
        </FilterChip>
    }
}
