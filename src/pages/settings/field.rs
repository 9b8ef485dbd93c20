//! The fields of settings: their label, the mark of a change, their error, and the answer to a conflict.

use leptos::prelude::*;

use super::{super::conflict_choice::ConflictChoice, form::SettingsForm};
use crate::{
    forms::{ON, SettingsField},
    ui::{Field, FieldKind, FieldMark, SelectField, unique_id},
};

fn label(form: SettingsForm, field: SettingsField) -> Signal<String> {
    Signal::derive(move || (form.said.texts().field)(field).to_owned())
}

fn mark(form: SettingsForm, field: SettingsField) -> Signal<Option<String>> {
    Signal::derive(move || form.is_changed(field).then(|| form.edit.texts().edit.changed.to_owned()))
}

/// What is wrong with a setting.
pub fn error(form: SettingsForm, field: SettingsField) -> Signal<Option<String>> {
    Signal::derive(move || {
        let texts = form.said.texts();
        form.errors.with(|errors| {
            let (field, error) = errors.iter().find(|(wrong, _)| *wrong == field)?;
            Some((texts.error)(*field, *error).to_owned())
        })
    })
}

/// A setting that is a line of text.
#[component]
pub fn TextSetting(
    form: SettingsForm,
    field: SettingsField,
    #[prop(optional)] kind: FieldKind,
    #[prop(optional, into)] hint: Signal<Option<String>>,
) -> impl IntoView {
    let value = RwSignal::new(untrack(|| form.get(field)));
    // The field has a signal of its own; each follows the other.
    Effect::new(move |_| {
        let draft = form.get(field);
        if value.with_untracked(|value| *value != draft) {
            value.set(draft);
        }
    });
    Effect::new(move |before: Option<String>| {
        let value = value.get();
        if before.is_some_and(|before| before != value) {
            form.set(field, value.clone());
        }
        value
    });
    view! {
        <div class="r-edit__field">
            <Field
                label=label(form, field)
                value
                kind
                hint
                mark=mark(form, field)
                error=error(form, field)
                on_leave=Callback::new(move |()| form.check(field))
            />
            <Conflict form field/>
        </div>
    }
}

/// A setting that is one of few.
#[component]
pub fn ChoiceSetting(
    form: SettingsForm,
    field: SettingsField,
    options: Callback<(), Vec<(String, String)>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
) -> impl IntoView {
    let (label, mark, hint_id) = (label(form, field), mark(form, field), unique_id("hint"));
    let described_by = hint_id.clone();
    let text = move || error(form, field).get().or_else(|| hint.get());
    view! {
        <div class="r-edit__field">
            <div class="r-field">
                <span class="r-field__label" aria-hidden="true">
                    {move || label.get()}
                    <FieldMark mark/>
                </span>
                <SelectField
                    label
                    options
                    value=Signal::derive(move || form.get(field))
                    described_by
                    on_choose=move |value| form.set(field, value)
                />
                <span class="r-hint" id=hint_id>{text}</span>
            </div>
            <Conflict form field/>
        </div>
    }
}

/// A setting that is on or off.
#[component]
pub fn SwitchSetting(
    form: SettingsForm,
    field: SettingsField,
    #[prop(into)] text: Signal<String>,
    /// It cannot be turned on now; what stands below says why.
    #[prop(optional, into)]
    is_blocked: Signal<bool>,
    /// Called with what it is turned to.
    #[prop(optional, into)]
    on_turn: Option<Callback<bool>>,
) -> impl IntoView {
    let turn = move |event| {
        let is_on = event_target_checked(&event);
        form.set(field, if is_on { ON.to_owned() } else { String::new() });
        if let Some(on_turn) = on_turn {
            on_turn.run(is_on);
        }
    };
    view! {
        <div class="r-edit__field">
            <label class="r-option">
                <input
                    class="r-toggle"
                    type="checkbox"
                    role="switch"
                    disabled=move || is_blocked.get()
                    prop:checked=move || form.is_on(field)
                    on:change=turn
                />
                <span>
                    <span class="r-option__title">
                        {move || label(form, field).get()} " "
                        <FieldMark mark=mark(form, field)/>
                    </span>
                    <span class="r-option__text">{move || text.get()}</span>
                </span>
            </label>
            <Conflict form field/>
        </div>
    }
}

/// What another user has made of a setting that is changed here too, and the choice between both.
#[component]
pub fn Conflict(form: SettingsForm, field: SettingsField) -> impl IntoView {
    let has_conflict = Memo::new(move |_| form.has_conflict(field));
    let words = move |value: String| match value.as_str() {
        "" => "–".to_owned(),
        ON => form.said.texts().yes.to_owned(),
        _ => value,
    };
    let text =
        Signal::derive(move || (form.edit.texts().edit.conflict)(&words(form.saved(field)), &words(form.get(field))));
    let choice = move || {
        view! {
            <ConflictChoice text on_keep=move |()| form.keep_mine(field) on_take=move |()| form.take_theirs(field)/>
        }
        .into_any()
    };
    move || has_conflict.get().then(choice)
}
