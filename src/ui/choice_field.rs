//! Labelled fields for choices among many: one of them, or several as tokens.

use leptos::{html, prelude::*};

use super::{
    Choices, Combobox, Icon, IconName,
    field::{FieldMark, FieldNote},
    unique_id,
};

/// A field for one of many.
#[component]
pub fn ChoiceField(
    #[prop(into)] label: Signal<String>,
    /// What is chosen; empty for nothing.
    #[prop(into)]
    value: Signal<String>,
    choices: Choices,
    #[prop(optional, into)] placeholder: Signal<String>,
    /// Beside the label.
    #[prop(optional, into)]
    mark: Signal<Option<String>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    /// What is wrong and what to do about it; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with the value that was chosen.
    on_choose: Callback<String>,
    /// Called when the reader has emptied the field.
    on_clear: Callback<()>,
    /// Called when the reader leaves the field.
    on_leave: Callback<()>,
) -> impl IntoView {
    let (id, note_id) = (unique_id("choice"), unique_id("choice-note"));
    let text = RwSignal::new(value.get_untracked());
    let reset = move || {
        text.set(value.get_untracked());
        choices.search.set(String::new());
    };
    Effect::new(move |_| {
        value.track();
        reset();
    });
    let chosen = Callback::new(move |chosen: String| {
        on_choose.run(chosen);
        reset();
    });
    let leave = Callback::new(move |()| {
        if text.with_untracked(|text| text.trim().is_empty()) && value.with_untracked(|value| !value.is_empty()) {
            on_clear.run(());
        }
        reset();
        on_leave.run(());
    });
    let described_by = described_by(note_id.clone(), hint, error);
    view! {
        <div class="r-field">
            <label class="r-field__label" for=id.clone()>
                {move || label.get()}
                <FieldMark mark/>
            </label>
            <span class="r-selectwrap r-combo">
                <Combobox
                    id
                    label
                    class="r-input"
                    text
                    choices
                    placeholder
                    invalid=Signal::derive(move || error.with(Option::is_some))
                    described_by
                    on_choose=chosen
                    on_leave=leave
                />
                <Icon name=IconName::Down/>
            </span>
            <FieldNote id=note_id hint error/>
        </div>
    }
}

/// A field for several of many: each is a token that can be taken out again.
#[component]
pub fn ChoicesField(
    #[prop(into)] label: Signal<String>,
    /// The values that are chosen, and what they are called.
    #[prop(into)]
    chosen: Signal<Vec<(String, String)>>,
    choices: Choices,
    /// In the empty place to type.
    #[prop(into)]
    placeholder: Signal<String>,
    /// The name of the button that takes one out.
    remove_label: Callback<String, String>,
    /// Beside the label.
    #[prop(optional, into)]
    mark: Signal<Option<String>>,
    /// What is wrong and what to do about it; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    on_add: Callback<String>,
    on_remove: Callback<String>,
    /// Called when the reader leaves the field.
    on_leave: Callback<()>,
) -> impl IntoView {
    let (id, note_id) = (unique_id("choices-field"), unique_id("choices-note"));
    let (text, input) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    let reset = move || {
        text.set(String::new());
        choices.search.set(String::new());
    };
    let add = Callback::new(move |value: String| {
        reset();
        on_add.run(value);
    });
    let remove = move |value: String| {
        on_remove.run(value);
        // Its button is gone, and with it the focus.
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let leave = Callback::new(move |()| {
        reset();
        on_leave.run(());
    });
    let backspace = Callback::new(move |()| {
        if let Some((last, _)) = chosen.with_untracked(|chosen| chosen.last().cloned()) {
            on_remove.run(last);
        }
    });
    let token = move |(value, name): (String, String)| {
        let remove_label = remove_label.run(name.clone());
        view! {
            <span class="r-token">
                <bdi class="r-truncate">{name}</bdi>
                <button type="button" aria-label=remove_label on:click=move |_| remove(value.clone())>
                    <Icon name=IconName::Close/>
                </button>
            </span>
        }
    };
    let invalid = Signal::derive(move || error.with(Option::is_some));
    let described_by = described_by(note_id.clone(), Signal::stored(None), error);
    view! {
        <div class="r-field">
            <label class="r-field__label" for=id.clone()>
                {move || label.get()}
                <FieldMark mark/>
            </label>
            <div class="r-tokens r-combo" data-invalid=move || invalid.get().then_some("")>
                {move || chosen.get().into_iter().map(token).collect_view()}
                <Combobox
                    id
                    label
                    text
                    choices
                    placeholder
                    invalid
                    described_by
                    on_choose=add
                    on_backspace=backspace
                    on_leave=leave
                    node_ref=input
                />
            </div>
            <FieldNote id=note_id hint=Signal::stored(None) error/>
        </div>
    }
}

/// The id of the note, while there is one.
fn described_by(
    note_id: String,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let has_note = error.with(Option::is_some) || hint.with(Option::is_some);
        has_note.then(|| note_id.clone())
    })
}
