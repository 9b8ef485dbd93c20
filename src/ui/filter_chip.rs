//! A filter: a place for one while it is empty, then its name, its values and a button that clears it.

use leptos::prelude::*;

use super::{Icon, IconName, Popover, PopoverButton, PopoverControl};

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
    /// Whether anything is chosen.
    is_on: Memo<bool>,
    /// What is chosen, in words.
    #[prop(into)]
    chosen: ViewFn,
    on_clear: Callback<()>,
    /// What the panel holds: a [`FilterPanel`](super::FilterPanel).
    children: ChildrenFn,
) -> impl IntoView {
    let content = move || {
        if is_on.get() {
            view! { <span>{move || name.get()}</span> " " <b>{chosen.run()}</b> }.into_any()
        } else {
            view! { <Icon name=IconName::Plus/> {move || name.get()} }.into_any()
        }
    };
    let clear = move || {
        let button = || {
            view! {
                <button type="button" aria-label=move || clear_label.get() on:click=move |_| on_clear.run(())>
                    <Icon name=IconName::Close/>
                </button>
            }
            .into_any()
        };
        is_on.get().then(button)
    };
    view! {
        <span class="r-chip" class=("r-chip--on", move || is_on.get())>
            <PopoverButton control>
                {move || content()}
            </PopoverButton>
            {move || clear()}
        </span>
        <Popover control label class="r-pop">
            {children()}
        </Popover>
    }
}
