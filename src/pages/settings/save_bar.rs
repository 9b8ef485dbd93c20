//! The bar at the foot of a page of settings: what is not saved yet, and what can be done about it.

use leptos::prelude::*;

use super::{super::error_message::error_message, form::SettingsForm};
use crate::{
    host::use_host,
    i18n::use_i18n,
    ui::{Button, ButtonKind, Note, NoteKind},
};

/// The bar, while a setting is changed.
#[component]
pub fn SaveBar(form: SettingsForm) -> impl IntoView {
    let host = use_host();
    let is_shown = Memo::new(move |_| form.state.busy().get() || form.changed.with(|changed| !changed.is_empty()));
    // Its buttons take the focus with them.
    Effect::new(move |before: Option<bool>| {
        let is_shown = is_shown.get();
        if before == Some(true) && !is_shown {
            form.state.clear_error();
            let host = host.clone();
            request_animation_frame(move || host.focus_content());
        }
        is_shown
    });
    move || is_shown.get().then(|| view! { <Bar form/> }.into_any())
}

#[component]
fn Bar(form: SettingsForm) -> impl IntoView {
    let i18n = use_i18n();
    let (said, edit) = (form.said, form.edit);
    let count = move || {
        let changes = form.changed.with(Vec::len) as u64;
        (changes > 0).then(|| (edit.texts().edit.unsaved_count)(i18n.format(), changes))
    };
    let names = move || {
        let name = said.texts().field;
        let names = form.changed.with(|changed| changed.iter().map(|field| name(*field)).collect::<Vec<_>>());
        (!names.is_empty()).then(|| [" · ", &names.join(", ")].concat())
    };
    let note = move || {
        let conflicts = form.conflict_count() as u64;
        let conflicts = (conflicts > 0).then(|| (said.texts().conflicts)(i18n.format(), conflicts));
        let conflicts = conflicts.map(|text| (NoteKind::Warning, text));
        let failure = || Some((NoteKind::Danger, error_message(&form.state.error()?, i18n.texts()).to_owned()));
        let (kind, text) = conflicts.or_else(failure)?;
        Some(view! { <Note kind urgent=true>{text}</Note> })
    };
    view! {
        <div class="r-savebar" role="region" aria-label=move || edit.texts().edit.unsaved>
            {note}
            <div class="r-savebar__row">
                <span class="r-savebar__text" role="status">
                    {count}
                    <span class="r-muted r-hide-narrow">{names}</span>
                </span>
                <div class="r-btns">
                    <Button kind=ButtonKind::Ghost on_press=move |()| form.discard()>
                        {move || edit.texts().edit.discard}
                    </Button>
                    <Button kind=ButtonKind::Primary submit=true busy=form.state.busy()>
                        {move || edit.texts().edit.save}
                    </Button>
                </div>
            </div>
        </div>
    }
}
