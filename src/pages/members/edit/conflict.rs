//! A field that another user has changed too: what it is by now, what was typed, and the choice between them.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{form::MemberForm, words::value};
use crate::{
    forms::{MemberDraft, MemberField},
    ui::{Icon, IconName, focus_in_place},
};

/// Below the field, while there is a conflict.
#[component]
pub fn Conflict(form: MemberForm, field: MemberField) -> impl IntoView {
    let has_conflict = Memo::new(move |_| form.has_conflict(field));
    move || has_conflict.get().then(|| view! { <Choose form field/> }.into_any())
}

#[component]
fn Choose(form: MemberForm, field: MemberField) -> impl IntoView {
    let said = form.said;
    let text = move || {
        let theirs = form.member.with(|now| value(field, &MemberDraft::of(now)));
        (said.texts().edit.conflict)(&theirs, &value(field, &form.fields.draft()))
    };
    let keep = move |event: ev::MouseEvent| {
        focus_field(&event);
        form.keep_mine(field);
    };
    let take = move |event: ev::MouseEvent| {
        focus_field(&event);
        form.take_theirs(field);
    };
    view! {
        <div class="r-conflict" role="group" data-conflict="" aria-label=text>
            <p class="r-conflict__text" aria-hidden="true">
                <Icon name=IconName::Warning/>
                <span>{text}</span>
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
