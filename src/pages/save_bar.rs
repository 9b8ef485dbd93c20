//! The bar at the foot of a page with a form: what is not saved yet, and what can be done about it.

use leptos::prelude::*;

use crate::{
    host::use_host,
    i18n::{PageTexts, use_i18n},
    queries::WriteState,
    ui::{Button, ButtonKind, Note, NoteKind},
};

/// The bar, while something is changed.
#[component]
pub fn SaveBar(
    /// What is changed, in words.
    #[prop(into)]
    changed: Signal<Vec<String>>,
    /// How many fields the reader has to choose a value for.
    #[prop(into)]
    conflicts: Signal<usize>,
    state: WriteState,
    /// Why the last save failed.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// What the button says that saves.
    #[prop(into)]
    save: Signal<String>,
    #[prop(into)] on_discard: Callback<()>,
) -> impl IntoView {
    let host = use_host();
    let is_shown = Memo::new(move |_| state.busy().get() || changed.with(|changed| !changed.is_empty()));
    // Its buttons take the focus with them.
    Effect::new(move |before: Option<bool>| {
        let is_shown = is_shown.get();
        if before == Some(true) && !is_shown {
            state.clear_error();
            let host = host.clone();
            request_animation_frame(move || host.focus_content());
        }
        is_shown
    });
    move || is_shown.get().then(|| view! { <Bar changed conflicts state failure save on_discard/> }.into_any())
}

#[component]
fn Bar(
    changed: Signal<Vec<String>>,
    conflicts: Signal<usize>,
    state: WriteState,
    failure: Signal<Option<String>>,
    save: Signal<String>,
    on_discard: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let count = move || {
        let changes = changed.with(Vec::len) as u64;
        (changes > 0).then(|| (said.texts().edit.unsaved_count)(i18n.format(), changes))
    };
    let names = move || {
        let names = changed.with(|changed| changed.join(", "));
        (!names.is_empty()).then(|| [" · ", &names].concat())
    };
    let note = move || {
        let conflicts = conflicts.get() as u64;
        let conflicts = (conflicts > 0).then(|| (said.texts().edit.conflicts)(i18n.format(), conflicts));
        let conflicts = conflicts.map(|text| (NoteKind::Warning, text));
        let (kind, text) = conflicts.or_else(|| Some((NoteKind::Danger, failure.get()?)))?;
        Some(view! { <Note kind urgent=true>{text}</Note> })
    };
    view! {
        <div class="r-savebar" role="region" aria-label=move || said.texts().edit.unsaved>
            {note}
            <div class="r-savebar__row">
                <span class="r-savebar__text" role="status">
                    {count}
                    <span class="r-muted r-hide-narrow">{names}</span>
                </span>
                <div class="r-btns">
                    <Button kind=ButtonKind::Ghost on_press=on_discard>{move || said.texts().edit.discard}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || save.get()}</Button>
                </div>
            </div>
        </div>
    }
}
