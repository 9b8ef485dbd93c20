//! Leaving an organization.

use api_types::{OrganizationId, codes};
use leptos::prelude::*;

use super::error_message::error_message;
use crate::{
    api::{self, ApiError},
    i18n::{I18n, SettingsTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

/// Asks before the reader's own membership ends.
#[component]
pub fn LeaveDialog(
    organization: OrganizationId,
    /// Of the organization.
    name: String,
    on_close: Callback<()>,
    /// Called when the reader has left.
    on_left: Callback<()>,
) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<SettingsTexts>();
    let name = StoredValue::new(name);
    let submit = Callback::new(move |()| {
        queries
            .mutate(api::leave_organization(organization))
            .say(move |()| (said.texts_untracked().left)(&name.get_value()))
            .then(on_left)
            .send_in(state);
    });
    let failure = move || {
        let text = refusal(&state.error()?, i18n);
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>{move || said.texts().leave}</Button>
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || (said.texts().leave_title)(&name.get_value()))
            on_close
            on_submit=submit
            buttons
        >
            {failure}
            <p>{move || said.texts().leave_text}</p>
        </Dialog>
    }
}

/// Why the reader cannot leave, and what to do about it.
fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let texts = i18n.of::<SettingsTexts>().texts();
    match error.code() {
        Some(codes::LAST_ADMINISTRATOR) => texts.last_administrator,
        Some(codes::BLOCKED) => texts.blocked,
        _ => error_message(error, i18n.texts()),
    }
}
