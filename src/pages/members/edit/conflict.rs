//! A field that another user has changed too.

use leptos::prelude::*;

use super::{super::super::conflict_choice::ConflictChoice, form::MemberForm, words::value};
use crate::forms::{MemberDraft, MemberField};

/// Below the field, while there is a conflict.
#[component]
pub fn Conflict(form: MemberForm, field: MemberField) -> impl IntoView {
    let has_conflict = Memo::new(move |_| form.has_conflict(field));
    let text = Signal::derive(move || {
        let theirs = form.member.with(|now| value(field, &MemberDraft::of(now)));
        (form.said.texts().edit.conflict)(&theirs, &value(field, &form.fields.draft()))
    });
    let choose = move || {
        view! {
            <ConflictChoice
                text
                on_keep=move |()| form.keep_mine(field)
                on_take=move |()| form.take_theirs(field)
            />
        }
    };
    move || has_conflict.get().then(|| choose().into_any())
}
