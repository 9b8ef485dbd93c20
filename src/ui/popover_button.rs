//! The button that opens a popover.

use leptos::prelude::*;

use super::PopoverControl;

/// What a popover is to assistive technology.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Opens {
    #[default]
    Panel,
    Menu,
}

/// A button that opens a popover, and closes it again.
#[component]
pub fn PopoverButton(
    control: PopoverControl,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] opens: Opens,
    /// Its name, when what stands in it does not say it.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// Its tooltip.
    #[prop(optional, into)]
    title: Signal<Option<String>>,
    /// What is done in the panel is still going on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let popup = match opens {
        Opens::Panel => "dialog",
        Opens::Menu => "menu",
    };
    view! {
        <button
            type="button"
            class=class
            aria-haspopup=popup
            aria-expanded=move || control.is_open().to_string()
            aria-busy=move || busy.get().then_some("true")
            aria-label=move || label.get()
            title=move || title.get()
            popovertarget=control.id()
            on:click=move |event| control.press(&event)
        >
            {children()}
        </button>
    }
}
