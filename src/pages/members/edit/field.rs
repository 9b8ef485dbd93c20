//! What all fields of the form have: their label, the mark of a change, their error, and the answer to a conflict.

use leptos::prelude::*;

use super::{
    conflict::Conflict,
    form::MemberForm,
    words::{error_text, label},
};
use crate::{
    forms::MemberField,
    ui::{Field, FieldKind, FieldMark, SelectField, unique_id},
};

/// What a field shows beside what was typed.
#[derive(Clone, Copy)]
pub struct FieldState {
    pub label: Signal<String>,
    /// Said beside the label once the field is changed.
    pub mark: Signal<Option<String>>,
    pub error: Signal<Option<String>>,
    /// Checks the field.
    pub on_leave: Callback<()>,
}

impl FieldState {
    /// Of one field of the form.
    pub fn of(form: MemberForm, field: MemberField) -> Self {
        let said = form.said;
        let error = Memo::new(move |_| {
            let texts = said.texts();
            form.errors.with(|errors| {
                errors.iter().find(|(wrong, _)| *wrong == field).map(|(_, error)| error_text(field, error, texts))
            })
        });
        Self {
            label: Signal::derive(move || label(field, said.texts()).to_owned()),
            mark: Signal::derive(move || form.is_changed(field).then(|| said.texts().edit.changed.to_owned())),
            error: error.into(),
            on_leave: Callback::new(move |()| form.leave(field)),
        }
    }
}

/// A field for a line of text, with the answer to a conflict below it.
#[component]
pub fn TextField(
    form: MemberForm,
    field: MemberField,
    value: RwSignal<String>,
    #[prop(optional)] kind: FieldKind,
    #[prop(optional, into)] hint: Signal<Option<String>>,
) -> impl IntoView {
    let FieldState { label, mark, error, on_leave } = FieldState::of(form, field);
    view! {
        <div class="r-edit__field">
            <Field label value kind hint mark error on_leave/>
            <Conflict form field/>
        </div>
    }
}

/// A choice of one among few, with the answer to a conflict below it.
#[component]
pub fn ChoiceOfFew(
    form: MemberForm,
    field: MemberField,
    options: Callback<(), Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let FieldState { label, mark, .. } = FieldState::of(form, field);
    let hint_id = unique_id("hint");
    let described_by = hint_id.clone();
    view! {
        <div class="r-edit__field">
            <div class="r-field">
                <span class="r-field__label" aria-hidden="true">
                    {move || label.get()}
                    <FieldMark mark/>
                </span>
                <SelectField label options value described_by on_choose/>
                <span class="r-hint" id=hint_id>{move || hint.get()}</span>
            </div>
            <Conflict form field/>
        </div>
    }
}
