//! A filter: a place for one while it is empty, then its name, its values and a button that clears it.

use leptos::prelude::*;

use super::{Icon, IconName, Placement, Popover, PopoverControl};
use crate::i18n::use_i18n;

/// One value to filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterOption {
    /// What it is called in the address.
    pub value: String,
    pub label: String,
    /// How many it leaves; empty while that is not known.
    pub count: String,
    pub chosen: bool,
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
    /// Called with the value that was chosen or given up.
    pub on_toggle: Callback<String>,
    pub on_clear: Callback<()>,
}

/// A filter with any number of values. Each change is said at once; the panel stays open for the next.
#[component]
pub fn FilterChip(
    /// Opens its panel.
    #[prop(optional)]
    control: PopoverControl,
    /// What it filters by.
    #[prop(into)]
    name: Signal<String>,
    /// The name of its panel.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the button that clears it.
    #[prop(into)]
    clear_label: Signal<String>,
    values: FilterValues,
    /// What the panel holds: a [`FilterPanel`] of the same values.
    children: ChildrenFn,
) -> impl IntoView {
    let FilterValues { options, on_clear, .. } = values;
    let children = StoredValue::new(children);
    let chosen = move || {
        options.with(|options| {
            let labels: Vec<_> = options.iter().filter(|option| option.chosen).map(|option| &*option.label).collect();
            labels.join(", ")
        })
    };
    let is_on = Memo::new(move |_| options.with(|options| options.iter().any(|option| option.chosen)));
    let content = move || match is_on.get() {
        true => view! { <span>{move || name.get()}</span> " " <b>{chosen}</b> }.into_any(),
        false => view! { <Icon name=IconName::Plus/> {move || name.get()} }.into_any(),
    };
    let clear = move || {
        is_on.get().then(|| {
            view! {
                <button type="button" aria-label=move || clear_label.get() on:click=move |_| on_clear.run(())>
                    <Icon name=IconName::Close/>
                </button>
            }
        })
    };
    view! {
        <span class="r-chip" class=("r-chip--on", move || is_on.get())>
            <button
                type="button"
                aria-haspopup="dialog"
                aria-expanded=move || control.is_open().to_string()
                popovertarget=control.id()
                on:click=move |event| control.press(&event)
            >
                {content}
            </button>
            {clear}
        </span>
        <Popover control label placement=Placement::BelowStart class="r-pop">
            {children.with_value(|children| children())}
        </Popover>
    }
}

/// What the filter's panel holds.
#[component]
pub fn FilterPanel(values: FilterValues) -> impl IntoView {
    let FilterValues { options, find, more, matching, on_toggle, on_clear } = values;
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
                    aria-label=i18n.label(|texts| texts.directory.find_value)
                    placeholder=i18n.label(|texts| texts.directory.find_value)
                    prop:value=move || find.get()
                    on:input=move |event| find.set(event_target_value(&event))
                />
            </div>
        }
    });
    let more = move || more.get().then(|| view! { <p class="r-pop__note">{i18n.texts().directory.more_values}</p> });
    view! {
        {search}
        <div class="r-list r-pop__scroll">
            <For each=move || options.get() key=|option| option.value.clone() let:option>
                <FilterRow option options on_toggle/>
            </For>
        </div>
        {more}
        <div class="r-pop__foot">
            <span role="status">{move || matching.get()}</span>
            <button type="button" class="r-btn r-btn--ghost r-btn--sm" on:click=move |_| on_clear.run(())>
                {move || i18n.texts().common.clear}
            </button>
        </div>
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
                option.map(|option| (option.label.clone(), option.chosen, option.count.clone())).unwrap_or_default()
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
