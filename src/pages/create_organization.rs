//! Creating an organization.

use api_types::{NameProblem, NewOrganization, read_name};
use leptos::{prelude::*, task::spawn_local};

use super::{error_message::error_message, lazy::lazy, switcher::use_switch};
use crate::{
    api::ApiError,
    components::CreateOrganizationDialog,
    forms::{NewOrganizationDraft, OrganizationField},
    i18n::{PanelTexts, use_i18n},
    paths::Section,
    queries::use_queries,
    ui::use_toaster,
};

/// The dialog that creates an organization and then goes there.
#[component]
pub fn CreateOrganization(open: RwSignal<bool>) -> impl IntoView {
    let content = move || open.get().then(|| create_form(open));
    view! { {move || content()} }
}

lazy! {
    /// The dialog itself, loaded when it opens.
    panels: create_form(open: RwSignal<bool>) => view! { <CreateForm open/> };
}

/// What is in the dialog.
#[component]
fn CreateForm(open: RwSignal<bool>) -> impl IntoView {
    let (i18n, queries, toaster) = (use_i18n(), use_queries(), use_toaster());
    let said = i18n.of::<PanelTexts>();
    let (name, number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, busy) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let failure = RwSignal::new(None::<ApiError>);
    let switch = use_switch(Section::default);
    let create = Callback::new(move |()| {
        let draft = NewOrganizationDraft { name: name.get_untracked(), number: number.get_untracked() };
        let new: NewOrganization = match (busy.get_untracked(), draft.validated()) {
            (true, _) => return,
            (_, Err(fields)) => return wrong.set(fields),
            (_, Ok(new)) => new,
        };
        wrong.set(Vec::new());
        busy.set(true);
        spawn_local(async move {
            let answer = queries.api().create_organization(&new).await;
            busy.set(false);
            match answer {
                Ok(created) => {
                    open.set(false);
                    queries.refresh();
                    toaster.show((said.texts_untracked().create_organization.created)(&created.name));
                    switch.run(created.id);
                }
                Err(error) => {
                    if let ApiError::Refused { problem, .. } = &error {
                        wrong.set(OrganizationField::refused(problem));
                    }
                    failure.set(Some(error).filter(|_| wrong.with_untracked(Vec::is_empty)));
                }
            }
        });
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
    view! {
        <CreateOrganizationDialog
            name
            number
            name_error
            number_error
            failure=Signal::derive(move || failure.get().map(|error| error_message(&error, i18n.texts()).to_owned()))
            busy
            on_submit=create
            on_close=Callback::new(move |()| open.set(false))
        />
    }
}
