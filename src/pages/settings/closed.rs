//! In place of an organization that is disabled or deleted, for those who can open it again.

use leptos::prelude::*;

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api,
    host::use_host,
    i18n::{SettingsTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, IconName, Note, NoteKind, StatePanel},
};

/// Says so, and opens it.
#[component]
pub fn Closed(
    /// Otherwise it is disabled.
    is_deleted: bool,
) -> impl IntoView {
    let (host, i18n, queries, state) = (use_host(), use_i18n(), use_queries(), WriteState::new());
    let (said, current) = (i18n.of::<SettingsTexts>(), use_current_organization());
    let title = move || {
        let texts = said.texts();
        if is_deleted { texts.deletion.closed_title } else { texts.disabled_title }
    };
    let text = Signal::derive(move || {
        let texts = said.texts();
        if is_deleted { texts.deletion.closed_text } else { texts.disabled_text }.to_owned()
    });
    Effect::new(move |_| host.set_page_title(&[title()]));
    let open = Callback::new(move |()| {
        let Some(organization) = current.id() else { return };
        let texts = said.texts_untracked();
        let (change, done) = if is_deleted {
            (api::restore_organization(organization), texts.deletion.restored)
        } else {
            (api::enable_organization(organization), texts.enabled)
        };
        queries.mutate(change).say(move |()| done.to_owned()).send_in(state);
    });
    let failure = move || {
        let text = error_message(&state.error()?, i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let label = move || {
        let texts = said.texts();
        if is_deleted { texts.deletion.restore } else { texts.enable }
    };
    view! {
        {failure}
        <StatePanel
            icon=if is_deleted { IconName::Trash } else { IconName::Lock }
            page=true
            title=Signal::derive(move || title().to_owned())
            text
        >
            <Button kind=ButtonKind::Primary busy=state.busy() on_press=open>{label}</Button>
        </StatePanel>
    }
}
