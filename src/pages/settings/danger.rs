//! Disabling the organization, and leaving it.

use api_types::{OrganizationId, codes};
use leptos::prelude::*;

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api::{self, ApiError},
    host::History,
    i18n::{I18n, SettingsTexts, use_i18n},
    location::use_location,
    paths::use_paths,
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Disable,
    Leave,
}

impl Act {
    fn label(self, texts: &SettingsTexts) -> &'static str {
        match self {
            Self::Disable => texts.disable,
            Self::Leave => texts.leave,
        }
    }

    fn title(self, texts: &SettingsTexts, name: &str) -> String {
        match self {
            Self::Disable => (texts.disable_title)(name),
            Self::Leave => (texts.leave_title)(name),
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
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head"><div><h2 id=title>{move || said.texts().danger}</h2></div></div>
            <ul class="r-rows r-rows--plain">{row(Act::Leave)} {row(Act::Disable)}</ul>
        </section>
        {move || {
            let act = open.get()?;
            Some(view! { <Question organization act on_close=Callback::new(move |()| open.set(None))/> })
        }}
    }
}

/// What exactly happens.
fn use_text(act: Act) -> Signal<String> {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let said = i18n.of::<SettingsTexts>();
    Signal::derive(move || match act {
        Act::Disable => {
            let users = current.organization().and_then(|it| it.seats).map_or(0, |seats| seats.used);
            (said.texts().disable_text)(i18n.format(), users)
        }
        Act::Leave => said.texts().leave_text.to_owned(),
    })
}

#[component]
fn Question(organization: OrganizationId, act: Act, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let (location, paths, current) = (use_location(), use_paths(), use_current_organization());
    let said = i18n.of::<SettingsTexts>();
    let (name, text) = (StoredValue::new(untrack(|| current.name())), use_text(act));
    let submit = Callback::new(move |()| match act {
        Act::Disable => queries.mutate(api::disable_organization(organization)).then(on_close).send_in(state),
        Act::Leave => {
            let (location, start) = (location, paths.start());
            queries
                .mutate(api::leave_organization(organization))
                .say(move |()| (said.texts_untracked().left)(&name.get_value()))
                .on_success(move |()| {
                    let _ = on_close.try_run(());
                    location.go(&start, History::Replace);
                })
                .send_in(state);
        }
    });
    let failure = move || {
        let text = refusal(&state.error()?, i18n);
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>{move || act.label(said.texts())}</Button>
        }
    };
    let title = Signal::derive(move || act.title(said.texts(), &name.get_value()));
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {failure}
            <p>{move || text.get()}</p>
        </Dialog>
    }
}

fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let texts = i18n.of::<SettingsTexts>().texts();
    match error.code() {
        Some(codes::LAST_ADMINISTRATOR) => texts.last_administrator,
        Some(codes::BLOCKED) => texts.blocked,
        _ => error_message(error, i18n.texts()),
    }
}
