//! The filters above a list. What each is about is asked when it is opened, or said when it is in force.

use leptos::prelude::*;

use super::{
    super::lazy::lazy,
    ListHandle,
    filter_options::{ChosenValues, FilterChoice},
};
use crate::{
    access::use_access,
    i18n::use_i18n,
    ui::{FilterChip, FilterValues, Icon, IconName, Menu, MenuItem, MenuItems, Opens, PopoverButton, PopoverControl},
};

/// Every filter of the list.
#[component]
pub fn ListFilters(list: ListHandle) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let chips = move || {
        let fixed = list.url.fixed_filter();
        let elsewhere = list.spec.filters_elsewhere;
        let names = list.spec.listing.filters.iter().map(|filter| filter.name);
        let names = names.filter(|name| Some(*name) != fixed && !elsewhere.contains(name));
        let is_for_reader = |name: &&str| list.spec.listing.filter_needs(name).is_none_or(|needed| access.can(needed));
        let names = names.filter(is_for_reader);
        let is_rare = |name: &&str| list.spec.rare_filters.contains(name);
        let (rare, common): (Vec<_>, Vec<_>) = names.partition(is_rare);
        let rare: Vec<_> = rare.into_iter().map(|name| (name, PopoverControl::new())).collect();
        let common = common.into_iter().map(|name| view! { <Filter name list control=PopoverControl::new()/> });
        let waiting = rare.clone().into_iter().map(|(name, control)| view! { <Filter name list control waits=true/> });
        let more = (!rare.is_empty()).then(|| view! { <MoreFilters list rare=rare.clone()/> });
        view! { {common.collect_view()} {waiting.collect_view()} {more} }
    };
    view! {
        <div class="r-chips" role="group" aria-label=i18n.label(|texts| texts.list.filters)>
            {chips}
        </div>
    }
}

/// The filters that few need; one that is chosen opens beside the button.
#[component]
fn MoreFilters(list: ListHandle, rare: Vec<(&'static str, PopoverControl)>) -> impl IntoView {
    let (i18n, menu) = (use_i18n(), PopoverControl::new());
    let rare = StoredValue::new(rare);
    let label = i18n.label(|texts| texts.list.more_filters);
    let items = move || {
        let item = |(name, panel): (&'static str, PopoverControl)| {
            view! {
                <MenuItem on_choose=move |()| panel.open_in_place_of(menu)>
                    {move || (list.noun(i18n.texts()).filter)(name)}
                </MenuItem>
            }
        };
        rare.get_value().into_iter().map(item).collect_view()
    };
    view! {
        <span class="r-chip r-chip--more">
            <PopoverButton control=menu opens=Opens::Menu>
                <Icon name=IconName::Plus/>
                <span>{move || i18n.texts().list.more_filters}</span>
            </PopoverButton>
        </span>
        <Menu control=menu label>
            <MenuItems>{items}</MenuItems>
        </Menu>
    }
}

/// What the lazy components of one filter share: the words of its chip and its panel.
#[derive(Clone, Copy)]
pub struct Filtering {
    /// The filter's name.
    pub name: &'static str,
    pub list: ListHandle,
    pub control: PopoverControl,
    /// Its values, once something has needed them; they live as long as the filter.
    pub values: StoredValue<Option<FilterValues>>,
    pub owner: StoredValue<Owner>,
}

lazy! {
    /// What is chosen in a filter, in words.
    panels quiet: chosen_values(filtering: Filtering) => view! { <ChosenValues filtering/> };
    /// What the panel of a filter holds.
    panels: filter_choice(filtering: Filtering) => view! { <FilterChoice filtering/> };
}

#[component]
fn Filter(
    name: &'static str,
    list: ListHandle,
    control: PopoverControl,
    /// It is not there until it is in force.
    #[prop(optional)]
    waits: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    // Below the filter's own, so that neither keeps the other alive.
    let (values, owner) = (StoredValue::new(None), StoredValue::new(Owner::new()));
    let filtering = Filtering { name, list, control, values, owner };
    let label = Signal::derive(move || (list.noun(i18n.texts()).filter)(name).to_owned());
    view! {
        <FilterChip
            control
            waits
            name=label
            label=Signal::derive(move || (i18n.texts().list.filter_by)(&label.get()))
            clear_label=Signal::derive(move || (i18n.texts().list.clear_filter)(&label.get()))
            is_on=Memo::new(move |_| list.url.query.with(|query| !query.filter(name).is_empty()))
            chosen=move || chosen_values(filtering)
            on_clear=Callback::new(move |()| list.url.change(|query| query.clear(name)))
        >
            {move || filter_choice(filtering)}
        </FilterChip>
    }
}
