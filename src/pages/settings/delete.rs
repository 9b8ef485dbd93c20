//! Deleting the organization: what goes, and its name to be typed.

use api_types::{OrganizationContents, OrganizationId};
use leptos::prelude::*;

use super::{
    super::{error_message::error_message, organization::use_current_organization},
    export::ExportButton,
};
use crate::{
    api::{self, ApiError},
    i18n::{I18n, SettingsTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind},
};

/// Asks before everything in the organization is lost.
#[component]
pub fn DeleteDialog(organization: OrganizationId, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let (said, current) = (i18n.of::<SettingsTexts>(), use_current_organization());
    let name = StoredValue::new(untrack(|| current.name()));
    let (typed, is_checked) = (RwSignal::new(String::new()), RwSignal::new(false));
    let is_right = move || typed.with(|typed| typed.trim() == name.get_value());
    let error = Signal::derive(move || {
        let texts = &said.texts().deletion;
        (is_checked.get() && !is_right()).then(|| (texts.other_name)(&name.get_value()))
    });
    let submit = Callback::new(move |()| {
        is_checked.set(true);
        if !untrack(is_right) {
            return;
        }
        queries
            .mutate(api::delete_organization(organization, typed.get_untracked()))
            .say(move |()| (said.texts_untracked().deletion.deleted)(&name.get_value()))
            .undo(move |()| queries.mutate(api::restore_organization(organization)))
            .then(on_close)
            .send_in(state);
    });
    let failure = move || {
        let text = refusal(&state.error()?, i18n);
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let contents = queries.organization_contents(move || Some(organization));
    let list = move || {
        let contents = contents.get()?.ok()?;
        Some(view! { <Contents contents/> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>
                {move || said.texts().deletion.delete}
            </Button>
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || (said.texts().deletion.title)(&name.get_value()))
            on_close
            on_submit=submit
            buttons
        >
            {failure}
            <p>{move || said.texts().deletion.text}</p>
            {list}
            <ExportButton organization/>
            <Field
                label=Signal::derive(move || (said.texts().deletion.type_name)(&name.get_value()))
                value=typed
                error
                autofocus=true
            />
        </Dialog>
    }
}

/// What there is, with numbers; what there is none of is left out.
#[component]
fn Contents(contents: OrganizationContents) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let lines = move || {
        let lines = (said.texts().deletion.contents)(i18n.format(), &contents);
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! { <ul class="r-names" aria-label=move || said.texts().deletion.goes>{lines}</ul> }
}

fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let is_renamed = error.problem().is_some_and(|problem| problem.names("/name"));
    if is_renamed { i18n.of::<SettingsTexts>().texts().deletion.renamed } else { error_message(error, i18n.texts()) }
}
