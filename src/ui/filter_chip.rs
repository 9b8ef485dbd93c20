//! A filter: a place for one while it is empty, then its name, its values and a button that clears it.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Icon, IconName, Popover, PopoverButton, PopoverControl, focus::focus};

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
    /// Something else opens its panel until a value has been chosen.
    #[prop(optional)]
    waits: bool,
    /// What is chosen, in words.
    #[prop(into)]
    chosen: ViewFn,
    on_clear: Callback<()>,
    /// What the panel holds: a [`FilterPanel`](super::FilterPanel).
    children: ChildrenFn,
) -> impl IntoView {
    let content = move || {
        if is_on.get() {
            view! { <span>{move || name.get()}</span> " " <b dir="auto">{chosen.run()}</b> }.into_any()
        } else {
            view! { <Icon name=IconName::Plus/> <span>{move || name.get()}</span> }.into_any()
        }
    };
    let press = move |event: ev::MouseEvent| {
        focus_first_button(&event);
        on_clear.run(());
    };
    let clear = move || {
        let button = || {
            view! {
                <button type="button" aria-label=move || clear_label.get() on:click=press>
                    <Icon name=IconName::Close/>
                </button>
            }
            .into_any()
        };
        is_on.get().then(button)
    };
    // It stays once it was there: its button may have the focus.
    let is_shown = Memo::new(move |before| !waits || before == Some(&true) || is_on.get());
    view! {
        <span class="r-chip" class=("r-chip--on", move || is_on.get()) hidden=move || !is_shown.get()>
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

/// Gives the focus to the button that opens the panel: the one that clears the filter is about to go.
fn focus_first_button(event: &ev::MouseEvent) {
    let button = event.current_target().and_then(|button| button.dyn_into::<Element>().ok());
    let chip = button.and_then(|button| button.closest(".r-chip").ok().flatten());
    if let Some(Ok(Some(first))) = chip.map(|chip| chip.query_selector("button")) {
        focus(&first);
    }
}
