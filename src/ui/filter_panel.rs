//! The values of a filter, to choose from.

use leptos::prelude::*;

use super::use_text_value;
use crate::i18n::use_i18n;

/// One value to filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterOption {
    /// What it is called in the URL; of several values as one choice, all of them, separated by commas.
    pub value: String,
    pub label: String,
    /// How many it leaves; empty while that is not known.
    pub count: String,
    pub is_chosen: bool,
}

/// Excluding the chosen values of a filter.
#[derive(Clone, Copy)]
pub struct Negation {
    pub is_negated: Signal<bool>,
    /// Stands before excluded values.
    pub not: Signal<String>,
    pub on_negate: Callback<bool>,
}

/// The values of a filter, and what is done with them.
#[derive(Clone, Copy)]
pub struct FilterValues {
    /// All of them, in order.
    pub options: Signal<Vec<FilterOption>>,
    /// What values are looked for, where there can be any number of them.
    pub find: Option<RwSignal<String>>,
    /// Whether there are more values than these.
    pub more: Signal<bool>,
    /// How many match now: stands in the panel's foot.
    pub matching: Signal<String>,
    /// How the chosen values can be excluded, where they can.
    pub negation: Option<Negation>,
    /// A date to choose, where there are dates: its label, the chosen one (`2026-01-31` or empty), and what is called with
    /// another.
    pub date: Option<(Signal<String>, Signal<String>, Callback<String>)>,
    /// Called with the value that was chosen or given up.
    pub on_toggle: Callback<String>,
    pub on_clear: Callback<()>,
}

impl FilterValues {
    /// Those that are chosen, in words. Reactive.
    pub fn chosen(self) -> String {
        self.options.with(|options| {
            // What is chosen as one is not named one by one as well.
            let groups: Vec<_> =
                options.iter().filter(|option| option.is_chosen && option.value.contains(',')).collect();
            let is_named = |option: &&FilterOption| {
                option.is_chosen
                    && groups.iter().all(|group| {
                        group.value == option.value || group.value.split(',').all(|value| value != option.value)
                    })
            };
            let chosen: Vec<_> = options.iter().filter(is_named).map(|option| &*option.label).collect();
            let is_negated = |negation: &Negation| negation.is_negated.get() && !chosen.is_empty();
            let not = self.negation.filter(is_negated).map(|negation| negation.not.get()).unwrap_or_default();
            [&not, &*chosen.join(", ")].concat()
        })
    }
}

/// What the panel of a filter holds.
#[component]
pub fn FilterPanel(values: FilterValues) -> impl IntoView {
    let FilterValues { options, find, more, matching, negation, date, on_toggle, on_clear } = values;
    let i18n = use_i18n();
    let search = find.map(|find| {
        view! {
            <div class="r-pop__find">
                <input
                    class="r-input"
                    type="search"
                    autocomplete="off"
                    autofocus=true
                    maxlength="200"
                    aria-label=i18n.label(|texts| texts.list.find_value)
                    placeholder=i18n.label(|texts| texts.list.find_value)
                    node_ref=use_text_value(find.into())
                    on:input=move |event| find.set(event_target_value(&event))
                />
            </div>
        }
    });
    let none = move || {
        let find = find?.get();
        let is_none = !find.trim().is_empty() && options.with(Vec::is_empty);
        is_none.then(|| view! { <p class="r-pop__note">{(i18n.texts().list.no_value)(find.trim())}</p> })
    };
    let more = move || more.get().then(|| view! { <p class="r-pop__note">{i18n.texts().list.more_values}</p> });
    view! {
        {search}
        <div class="r-list r-pop__scroll">
            <For each=move || options.get() key=|option| option.value.clone() let:option>
                <FilterRow option options on_toggle/>
            </For>
        </div>
        {none}
        {more}
        {date.map(|(label, value, on_date)| view! { <DateField label value on_date/> })}
        {negation.map(|negation| view! { <Exclude options negation/> })}
        <div class="r-pop__foot">
            <span role="status">{move || matching.get()}</span>
            <button type="button" class="r-btn r-btn--ghost r-btn--sm" on:click=move |_| on_clear.run(())>
                {move || i18n.texts().common.clear}
            </button>
        </div>
    }
}

/// Whether the chosen values are excluded.
#[component]
fn Exclude(options: Signal<Vec<FilterOption>>, negation: Negation) -> impl IntoView {
    let i18n = use_i18n();
    let Negation { is_negated, on_negate, .. } = negation;
    view! {
        <div class="r-rule"></div>
        <label class="r-item">
            <input
                class="r-check"
                type="checkbox"
                disabled=move || options.with(|options| options.iter().all(|option| !option.is_chosen))
                prop:checked=move || is_negated.get()
                on:change=move |_| on_negate.run(!is_negated.get_untracked())
            />
            {move || i18n.texts().list.exclude}
        </label>
    }
}

/// A day to choose.
#[component]
fn DateField(label: Signal<String>, value: Signal<String>, on_date: Callback<String>) -> impl IntoView {
    let chosen = move |event| {
        let date = event_target_value(&event);
        // Half of a year that is being typed: 0002, 0020, 0202.
        if !date.starts_with('0') {
            on_date.run(date);
        }
    };
    view! {
        <label class="r-item r-item--date">
            <span>{move || label.get()}</span>
            <input
                class="r-input"
                type="date"
                node_ref=use_text_value(value)
                on:change=chosen
            />
        </label>
    }
}

/// One value with its checkbox.
#[component]
fn FilterRow(option: FilterOption, options: Signal<Vec<FilterOption>>, on_toggle: Callback<String>) -> impl IntoView {
    let value = option.value.clone();
    let now = {
        let value = option.value;
        Memo::new(move |_| {
            options.with(|options| {
                let option = options.iter().find(|option| option.value == value);
                option.map(|option| (option.label.clone(), option.is_chosen, option.count.clone())).unwrap_or_default()
            })
        })
    };
    view! {
        <label class="r-item">
            <input
                class="r-check"
                type="checkbox"
                prop:checked=move || now.with(|now| now.1)
                on:change=move |_| on_toggle.run(value.clone())
            />
            <bdi>{move || now.with(|now| now.0.clone())}</bdi>
            // Spoken after the name, not as a part of it.
            <span class="r-vh">{move || now.with(|now| !now.2.is_empty()).then_some(", ")}</span>
            <span class="r-item__end">{move || now.with(|now| now.2.clone())}</span>
        </label>
    }
}
