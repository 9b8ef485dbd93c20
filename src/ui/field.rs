//! A labelled field for one line of text.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Icon, IconName, focus::focus, follow_text, unique_id};
use crate::i18n::use_i18n;

/// What is typed into a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FieldKind {
    #[default]
    Text,
    Email,
    Phone,
    /// A day; what is typed becomes `2026-12-01`.
    Date,
    /// Hidden, with a button that shows it.
    Password,
}

/// Label above, hint below; an error takes the hint's place and says what to do.
#[component]
pub fn Field(
    #[prop(into)] label: Signal<String>,
    /// What has been typed.
    value: RwSignal<String>,
    #[prop(optional)] kind: FieldKind,
    /// What is expected.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong and what to do about it; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// May be left empty; the label says so.
    #[prop(optional)]
    optional: bool,
    /// Beside the label.
    #[prop(optional, into)]
    mark: Signal<Option<String>>,
    /// Shown to be read, and for password managers; it cannot be changed.
    #[prop(optional)]
    readonly: bool,
    /// For the browser and password managers, for example `username`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Gets the focus when its dialog or page opens.
    #[prop(optional)]
    autofocus: bool,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
    /// Called when the reader leaves the field: the time to validate.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, note_id) = (unique_id("field"), unique_id("field-note"));
    let revealed = RwSignal::new(false);
    let input_type = move || match kind {
        FieldKind::Text => "text",
        FieldKind::Email => "email",
        FieldKind::Phone => "tel",
        FieldKind::Date => "date",
        FieldKind::Password if revealed.get() => "text",
        FieldKind::Password => "password",
    };
    let invalid = move || error.with(Option::is_some);
    let described_by = {
        let note_id = note_id.clone();
        move || (invalid() || hint.with(Option::is_some)).then(|| note_id.clone())
    };
    if autofocus {
        // The attribute alone works only for what is there when a page or a dialog opens.
        node_ref.on_load(|input| drop(input.focus()));
    }
    follow_text(node_ref, value.into());
    // A field that is taken off the page loses the focus too, when all this is gone already.
    let leave = move || {
        let _ = on_leave.and_then(|on_leave| on_leave.try_run(()));
    };
    let input = view! {
        <input
            node_ref=node_ref
            id=id.clone()
            class="r-input"
            type=input_type
            autocomplete=autocomplete
            autofocus=autofocus
            readonly=readonly
            autocapitalize=if matches!(autocomplete, "given-name" | "family-name") { "words" } else { "none" }
            spellcheck="false"
            aria-invalid=move || invalid().then_some("true")
            aria-describedby=described_by
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| leave()
        />
    };
    let input = match kind {
        FieldKind::Password => view! { <span class="r-inputwrap">{input} <Reveal revealed/></span> }.into_any(),
        _ => input.into_any(),
    };
    view! {
        <div class="r-field">
            <label class="r-field__label" for=id>
                {move || label.get()}
                {optional.then(|| view! { <span class="r-optional">{move || i18n.texts().common.optional}</span> })}
                <FieldMark mark/>
            </label>
            {input}
            <FieldNote id=note_id hint error/>
        </div>
    }
}

/// A word beside a label. It is seen, and not a part of the name: a field keeps its name while somebody types.
#[component]
pub fn FieldMark(mark: Signal<Option<String>>) -> impl IntoView {
    move || mark.get().map(|mark| view! { <span class="r-optional" aria-hidden="true">{mark}</span> })
}

/// The eye in a password's field.
#[component]
fn Reveal(revealed: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || {
        let texts = &i18n.texts().common;
        if revealed.get() { texts.hide_password } else { texts.show_password }
    };
    let icon = move || if revealed.get() { IconName::EyeOff } else { IconName::Eye };
    view! {
        <button
            type="button"
            class="r-btn r-btn--ghost r-btn--icon"
            aria-label=label
            title=label
            on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
        >
            {move || view! { <Icon name=icon()/> }}
        </button>
    }
}

/// What stands under a field: the error, or else the hint. Also after a browser's translation has replaced its text.
#[component]
pub(super) fn FieldNote(id: String, hint: Signal<Option<String>>, error: Signal<Option<String>>) -> impl IntoView {
    let content = move || match (error.get(), hint.get()) {
        (Some(error), _) => view! {
            <span class="r-error" id=id.clone()>
                <Icon name=IconName::Error/>
                <span prop:textContent=error></span>
            </span>
        }
        .into_any(),
        (None, Some(hint)) => view! { <span class="r-hint" id=id.clone() prop:textContent=hint></span> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! { {move || content()} }
}

/// After a form was sent: gives the focus to its first field that is not accepted, once that is marked.
pub fn focus_first_invalid(sent: &ev::SubmitEvent) {
    if let Some(form) = sent.target().and_then(|form| form.dyn_into::<web_sys::Element>().ok()) {
        focus_invalid_in(form, "[aria-invalid='true']");
    }
}

/// Gives the focus to the first element that needs another look, once it is marked.
pub fn focus_invalid_in(form: web_sys::Element, selector: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if let Ok(Some(field)) = form.query_selector(selector) {
            focus(&field);
        }
    });
}
