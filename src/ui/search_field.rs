//! A search field.

use leptos::{ev, html, prelude::*};

use super::{Icon, IconName, field::FieldNote, follow_text, is_composing, unique_id};

/// A search field that says each change of its text. The slash key's hint is shown; the page gives it the focus.
#[component]
pub fn SearchField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] placeholder: Signal<String>,
    /// Spoken after the label.
    #[prop(into)]
    hint: Signal<String>,
    /// What is being searched for, which may change from elsewhere (Back, "Clear search").
    #[prop(into)]
    value: Signal<String>,
    /// Why what was typed is no search; nothing while it is one.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
    /// Called with the whole text after each key; Escape empties it.
    #[prop(into)]
    on_search: Callback<String>,
) -> impl IntoView {
    follow_text(node_ref, value);
    let (hint_id, note_id) = (unique_id("search-hint"), unique_id("search-note"));
    let described_by = {
        let (hint, both) = (hint_id.clone(), [&*hint_id, &*note_id].join(" "));
        move || if problem.with(Option::is_some) { both.clone() } else { hint.clone() }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !is_composing(&event) && value.with(|text| !text.is_empty()) {
            event.prevent_default();
            on_search.run(String::new());
        }
    };
    view! {
        <div class="r-searchbox">
            <div class="r-search">
                <Icon name=IconName::Search/>
                <input
                    node_ref=node_ref
                    class="r-input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="200"
                    aria-label=move || label.get()
                    aria-describedby=described_by
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    placeholder=move || placeholder.get()
                    on:input=move |event| on_search.run(event_target_value(&event))
                    on:keydown=escape
                />
                <kbd class="r-kbd" aria-hidden="true">"/"</kbd>
                <span class="r-vh" id=hint_id>{move || hint.get()}</span>
            </div>
            <div role="status">
                <FieldNote id=note_id hint=Signal::stored(None) error=problem/>
            </div>
        </div>
    }
}
