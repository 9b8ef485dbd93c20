//! In place of an organization that is disabled, for those who can enable it.

use leptos::prelude::*;

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api,
    host::use_host,
    i18n::{SettingsTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, IconName, Note, NoteKind, StatePanel},
};

/// Says so, and enables it.
#[component]
pub fn Disabled() -> impl IntoView {
    let (host, i18n, queries, state) = (use_host(), use_i18n(), use_queries(), WriteState::new());
    let (said, current) = (i18n.of::<SettingsTexts>(), use_current_organization());
    Effect::new(move |_| host.set_page_title(&[said.texts().disabled_title]));
    let enable = Callback::new(move |()| {
        if let Some(organization) = current.id() {
            queries
                .mutate(api::enable_organization(organization))
                .say(move |()| said.texts_untracked().enabled.to_owned())
                .send_in(state);
        }
    });
    let failure = move || {
        let text = error_message(&state.error()?, i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    view! {
        {failure}
        <StatePanel
            icon=IconName::Lock
            page=true
            title=said.label(|texts| texts.disabled_title)
            text=said.label(|texts| texts.disabled_text)
        >
            <Button kind=ButtonKind::Primary busy=state.busy() on_press=enable>
                {move || said.texts().enable}
            </Button>
        </StatePanel>
    }
}
