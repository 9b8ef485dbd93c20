//! Creating an organization.

use api_types::{NameProblem, codes, read_name};
use leptos::prelude::*;

use super::{error_message::error_message, lazy::lazy, switcher::use_switch};
use crate::{
    api,
    components::CreateOrganizationDialog,
    forms::{NewOrganizationDraft, OrganizationField},
    i18n::{PanelTexts, use_i18n},
    paths::Section,
    queries::{WriteState, use_queries},
};

/// The dialog that creates an organization and then goes there.
#[component]
pub fn CreateOrganization(open: RwSignal<bool>) -> impl IntoView {
    let content = move || open.get().then(|| create_form(open));
    view! { {move || content()} }
}

/// Whether the reader can create organizations: not where only the operator of the server does.
pub(super) fn use_can_create() -> Signal<bool> {
    let server = use_queries().server();
    Signal::derive(move || server.get().and_then(Result::ok).is_none_or(|server| server.can_create_organizations))
}

lazy! {
    /// The dialog itself, loaded when it opens.
    panels: create_form(open: RwSignal<bool>) => view! { <CreateForm open/> };
}

/// What is in the dialog.
#[component]
fn CreateForm(open: RwSignal<bool>) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<PanelTexts>();
    let (name, number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, state) = (RwSignal::new(Vec::new()), WriteState::new());
    let switch = use_switch(Section::default);
    let create = Callback::new(move |()| {
        let draft = NewOrganizationDraft { name: name.get_untracked(), number: number.get_untracked() };
        let new = match draft.validated() {
            Ok(new) => new,
            Err(fields) => return wrong.set(fields),
        };
        wrong.set(Vec::new());
        queries
            .mutate(api::create_organization(&new))
            .say(move |created| (said.texts_untracked().create_organization.created)(&created.name))
            .on_success(move |created| {
                open.try_set(false);
                // Nobody goes anywhere who has closed the dialog meanwhile.
                let _ = switch.try_run(created.id);
            })
            .on_error(move |error| {
                let fields = error.problem().map(OrganizationField::refused).unwrap_or_default();
                let is_field = !fields.is_empty();
                wrong.try_set(fields);
                Some(error).filter(|_| !is_field)
            })
            .send_in(state);
    });
    let error = move |matches: fn(OrganizationField) -> bool| {
        wrong.with(|wrong| wrong.iter().copied().find(|field| matches(*field)))
    };
    let name_error = Signal::derive(move || {
        let texts = &said.texts().create_organization;
        let missing = name.with(|name| read_name(name) == Err(NameProblem::Missing));
        error(|field| field == OrganizationField::Name)
            .map(|_| if missing { texts.name_missing } else { texts.name_invalid }.to_owned())
    });
    let number_error = Signal::derive(move || {
        let texts = &said.texts().create_organization;
        error(|field| field != OrganizationField::Name).map(|field| match field {
            OrganizationField::NumberTaken => texts.number_taken.to_owned(),
            _ => texts.number_invalid.to_owned(),
        })
    });
    let failure = Signal::derive(move || {
        state.error().map(|error| match error.code() {
            Some(codes::TOO_MANY_REQUESTS) => said.texts().create_organization.too_many.to_owned(),
            _ => error_message(&error, i18n.texts()).to_owned(),
        })
    });
    view! {
        <CreateOrganizationDialog
            name
            number
            name_error
            number_error
            failure
            busy=state.busy()
            on_submit=create
            on_close=Callback::new(move |()| open.set(false))
        />
    }
}
