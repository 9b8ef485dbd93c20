//! A choice of one among few.

use leptos::prelude::*;

use super::{Icon, IconName};

/// The browser's own list of choices, in our look. Its label is spoken, not shown.
#[component]
pub fn SelectField(
    #[prop(into)] label: Signal<String>,
    /// Values and what they are called. Reactive.
    options: Callback<(), Vec<(String, String)>>,
    /// The value in force.
    #[prop(into)]
    value: Signal<String>,
    /// The id of what describes it.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let option = move |(name, text): (String, String)| {
        let chosen = {
            let name = name.clone();
            move || value.with(|value| *value == name)
        };
        view! {
            <option value=name selected=chosen>
                {text}
            </option>
        }
    };
    view! {
        <span class="r-selectwrap">
            <select
                class="r-select"
                aria-label=move || label.get()
                aria-describedby=described_by
                prop:value=move || value.get()
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {move || options.run(()).into_iter().map(option).collect_view()}
            </select>
            <Icon name=IconName::Down/>
        </span>
    }
}
