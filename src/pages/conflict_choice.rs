//! A field that another user has changed too: what it is by now, what was typed, and the choice between them.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Icon, IconName, focus_in_place},
};

/// The choice, inside the element with the field (`.r-edit__field`), below it.
#[component]
pub fn ConflictChoice(
    /// Both values.
    #[prop(into)]
    text: Signal<String>,
    /// Keeps what was typed.
    #[prop(into)]
    on_keep: Callback<()>,
    /// Takes what the other user has made of it.
    #[prop(into)]
    on_take: Callback<()>,
) -> impl IntoView {
    let said = use_i18n().of::<PageTexts>();
    let keep = move |event: ev::MouseEvent| {
        focus_field(&event);
        on_keep.run(());
    };
    let take = move |event: ev::MouseEvent| {
        focus_field(&event);
        on_take.run(());
    };
    view! {
        <div class="r-conflict" role="group" data-conflict="" aria-label=move || text.get()>
            <p class="r-conflict__text" aria-hidden="true">
                <Icon name=IconName::Warning/>
                <span>{move || text.get()}</span>
            </p>
            <div class="r-btns">
                <button type="button" class="r-btn r-btn--sm" on:click=keep>
                    {move || said.texts().edit.keep_mine}
                </button>
                <button type="button" class="r-btn r-btn--sm" on:click=take>
                    {move || said.texts().edit.take_theirs}
                </button>
            </div>
        </div>
    }
}

/// Gives the focus to the field: the buttons are about to go.
fn focus_field(event: &ev::MouseEvent) {
    let button = event.current_target().and_then(|button| button.dyn_into::<Element>().ok());
    let field = button.and_then(|button| button.closest(".r-edit__field").ok().flatten());
    if let Some(Ok(Some(input))) = field.map(|field| field.query_selector("input, select, textarea")) {
        focus_in_place(&input);
    }
}
