//! The question before the reader leaves a page with unsaved changes.

use leptos::{html, prelude::*};

use crate::{
    host::use_host,
    i18n::{PageTexts, use_i18n},
    location::{Departure, use_location},
    ui::{Button, ButtonKind, Dialog},
};

/// Guards the page that it is on: while `is_needed`, leaving it inside the app opens a dialog, and the browser asks
/// before it closes or reloads the page. Whoever leaves all the same gives up what is unsaved: `on_discard` forgets it.
#[component]
pub fn LeaveGuard(#[prop(into)] is_needed: Signal<bool>, #[prop(into)] on_discard: Callback<()>) -> impl IntoView {
    let (host, location) = (use_host(), use_location());
    let asked = location.guard(is_needed);
    Effect::new(move |_| {
        if is_needed.get() {
            host.ask_before_unload();
        }
    });
    let is_asked = Memo::new(move |_| asked.with(Option::is_some));
    move || is_asked.get().then(|| view! { <Question asked on_discard/> })
}

#[component]
fn Question(asked: RwSignal<Option<Departure>>, on_discard: Callback<()>) -> impl IntoView {
    let (location, said) = (use_location(), use_i18n().of::<PageTexts>());
    let stay = Callback::new(move |()| asked.set(None));
    let leave = Callback::new(move |()| {
        if let Some(departure) = asked.try_update(Option::take).flatten() {
            on_discard.run(());
            location.leave(departure);
        }
    });
    // The one that does no harm gets the focus when the dialog opens.
    let stay_button = NodeRef::<html::Button>::new();
    stay_button.on_load(|button| drop(button.set_attribute("autofocus", "")));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost node_ref=stay_button on_press=stay>
                {move || said.texts().edit.stay}
            </Button>
            <Button kind=ButtonKind::Danger on_press=leave>{move || said.texts().edit.leave}</Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.edit.leave_title) on_close=stay buttons>
            <p>{move || said.texts().edit.leave_text}</p>
        </Dialog>
    }
}
