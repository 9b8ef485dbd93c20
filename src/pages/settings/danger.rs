//! Leaving, disabling and deleting the organization.

use api_types::OrganizationId;
use leptos::prelude::*;

use super::{
    super::{error_message::error_message, leave::LeaveDialog, organization::use_current_organization},
    delete::DeleteDialog,
};
use crate::{
    api,
    host::History,
    i18n::{SettingsTexts, use_i18n},
    location::use_location,
    paths::use_paths,
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Leave,
    Disable,
    Delete,
}

impl Act {
    fn label(self, texts: &SettingsTexts) -> &'static str {
        match self {
            Self::Leave => texts.leave,
            Self::Disable => texts.disable,
            Self::Delete => texts.deletion.delete,
        }
    }
}

/// What ends the organization's work, or one's own in it.
#[component]
pub fn DangerZone(organization: OrganizationId) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let open = RwSignal::new(None::<Act>);
    let row = move |act: Act| {
        let text = use_text(act);
        view! {
            <li>
                <div class="r-rows__body">
                    <div class="r-rows__title">{move || act.label(said.texts())}</div>
                    <div class="r-rows__text">{text}</div>
                </div>
                <div class="r-rows__end">
                    <Button kind=ButtonKind::DangerQuiet small=true on_press=move |()| open.set(Some(act))>
                        {move || [act.label(said.texts()), "…"].concat()}
                    </Button>
                </div>
            </li>
        }
    };
    let title = crate::ui::unique_id("section");
    let labelled_by = title.clone();
    let on_close = Callback::new(move |()| open.set(None));
    let dialog = move || {
        Some(match open.get()? {
            Act::Leave => view! { <Leave organization on_close/> }.into_any(),
            Act::Disable => view! { <Disable organization on_close/> }.into_any(),
            Act::Delete => view! { <DeleteDialog organization on_close/> }.into_any(),
        })
    };
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head"><div><h2 id=title>{move || said.texts().danger}</h2></div></div>
            <ul class="r-rows r-rows--plain">{row(Act::Leave)} {row(Act::Disable)} {row(Act::Delete)}</ul>
        </section>
        {dialog}
    }
}

/// What exactly happens.
fn use_text(act: Act) -> Signal<String> {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let said = i18n.of::<SettingsTexts>();
    Signal::derive(move || match act {
        Act::Leave => said.texts().leave_text.to_owned(),
        Act::Disable => {
            let users = current.organization().and_then(|it| it.seats).map_or(0, |seats| seats.used);
            (said.texts().disable_text)(i18n.format(), users)
        }
        Act::Delete => said.texts().deletion.text.to_owned(),
    })
}

#[component]
fn Leave(organization: OrganizationId, on_close: Callback<()>) -> impl IntoView {
    let (location, paths, current) = (use_location(), use_paths(), use_current_organization());
    let on_left = Callback::new(move |()| {
        on_close.run(());
        location.go(&paths.start(), History::Replace);
    });
    view! { <LeaveDialog organization name=untrack(|| current.name()) on_close on_left/> }
}

#[component]
fn Disable(organization: OrganizationId, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let (said, current) = (i18n.of::<SettingsTexts>(), use_current_organization());
    let (name, text) = (StoredValue::new(untrack(|| current.name())), use_text(Act::Disable));
    let submit = Callback::new(move |()| {
        queries.mutate(api::disable_organization(organization)).then(on_close).send_in(state);
    });
    let failure = move || {
        let text = error_message(&state.error()?, i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>{move || said.texts().disable}</Button>
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || (said.texts().disable_title)(&name.get_value()))
            on_close
            on_submit=submit
            buttons
        >
            {failure}
            <p>{move || text.get()}</p>
        </Dialog>
    }
}
