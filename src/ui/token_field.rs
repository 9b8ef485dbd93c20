//! A field that takes many short texts; each becomes a token that can be taken out again.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Icon, IconName, follow_text, is_composing, text_value::is_composing_input, unique_id};

/// One text of a [`TokenField`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// Something is wrong with it: it stays, and says so.
    pub is_wrong: bool,
}

/// Texts as tokens, and a place to type or paste more.
#[component]
pub fn TokenField(
    #[prop(into)] label: Signal<String>,
    /// In the empty place to type.
    #[prop(into)]
    placeholder: Signal<String>,
    #[prop(into)] tokens: Signal<Vec<Token>>,
    /// What is being typed.
    text: RwSignal<String>,
    /// Whether what is being typed has come to an end.
    is_complete: fn(&str) -> bool,
    /// Called with text that is to become tokens.
    on_add: Callback<String>,
    /// Called with the index of the token that is to go.
    on_remove: Callback<usize>,
    /// The name of the button that takes a token out.
    remove_label: Callback<String, String>,
    /// What is wrong: the text it is about, and the words.
    #[prop(into)]
    errors: Signal<Vec<(String, String)>>,
    /// Gets the focus when its dialog opens.
    #[prop(default = true)]
    autofocus: bool,
) -> impl IntoView {
    let (id, note_id) = (unique_id("tokens"), unique_id("tokens-note"));
    let input = NodeRef::<html::Input>::new();
    let invalid = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    let add = move |more: String| {
        text.set(String::new());
        on_add.run(more);
    };
    let take = move |index: usize| {
        on_remove.run(index);
        // Its button is gone, and with it the focus.
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let take_text = move |typed: String, is_final: bool| {
        if is_final && is_complete(&typed) { add(typed) } else { text.set(typed) }
    };
    let typed = move |event: ev::Event| take_text(event_target_value(&event), !is_composing_input(&event));
    let composed = move |event: ev::CompositionEvent| take_text(event_target_value(&event), true);
    let key = move |event: ev::KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let (key, empty) = (event.key(), text.with_untracked(String::is_empty));
        if key == "Enter" && !empty {
            event.prevent_default();
            add(text.get_untracked());
        } else if key == "Backspace"
            && empty
            && let Some((index, last)) = tokens.get_untracked().into_iter().enumerate().next_back()
        {
            // Back where it can be corrected.
            event.prevent_default();
            on_remove.run(index);
            text.set(last.text);
        }
    };
    // The browser would put the lines of a table into one.
    let paste = move |event: ev::ClipboardEvent| {
        if let Some(pasted) = pasted(&event) {
            event.prevent_default();
            add([text.get_untracked(), pasted].concat());
        }
    };
    let leave = move |_| {
        if text.with_untracked(|text| !text.trim().is_empty()) {
            add(text.get_untracked());
        }
    };
    let chip = move |(index, token): (usize, Token)| {
        let label = remove_label.run(token.text.clone());
        view! {
            <span class="r-token" class=("r-token--bad", token.is_wrong)>
                {token.is_wrong.then(|| view! { <Icon name=IconName::Error/> })}
                <span class="r-truncate" dir="ltr">{token.text}</span>
                <button type="button" aria-label=label on:click=move |_| take(index)>
                    <Icon name=IconName::Close/>
                </button>
            </span>
        }
    };
    let note = move |(about, words): (String, String)| {
        view! {
            <span class="r-error">
                <Icon name=IconName::Error/>
                <span><b>{about}</b> " " {words}</span>
            </span>
        }
    };
    follow_text(input, text.into());
    view! {
        <div class="r-field">
            <label class="r-field__label" for=id.clone()>{move || label.get()}</label>
            <div class="r-tokens" data-invalid=move || invalid.get().then_some("")>
                {move || tokens.get().into_iter().enumerate().map(chip).collect_view()}
                <input
                    node_ref=input
                    id=id
                    type="text"
                    inputmode="email"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=autofocus
                    aria-invalid=move || invalid.get().then_some("true")
                    aria-describedby=note_id.clone()
                    placeholder=move || placeholder.get()
                    on:input=typed
                    on:compositionend=composed
                    on:keydown=key
                    on:paste=paste
                    on:blur=leave
                />
            </div>
            <div id=note_id role="status">{move || errors.get().into_iter().map(note).collect_view()}</div>
        </div>
    }
}

/// The text on the clipboard that an event brings.
fn pasted(event: &ev::Event) -> Option<String> {
    let data = js_sys::Reflect::get(event, &"clipboardData".into()).ok()?;
    let read: js_sys::Function = js_sys::Reflect::get(&data, &"getData".into()).ok()?.dyn_into().ok()?;
    read.call1(&data, &"text".into()).ok()?.as_string()
}
