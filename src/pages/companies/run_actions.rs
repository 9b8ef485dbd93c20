//! Renames, archives and restores a company on request. Loaded with the first request.

use api_types::{Company, CompanyChanges, CompanyStatus, OrganizationId};
use leptos::prelude::*;

use super::{
    super::{
        error_message::error_message, lazy::lazy, list::action::Requested, organization::use_current_organization,
    },
    actions::{ARCHIVE, RESTORE, UPDATE},
    form::CompanyForm,
};
use crate::{
    api,
    i18n::{I18n, PageTexts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

/// Where what is requested is done.
#[component]
pub fn CompanyActions(requested: Requested) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on.
    let is_needed = Memo::new(move |before| before == Some(&true) || requested.with(Option::is_some));
    move || is_needed.get().then(|| run_actions(requested))
}

lazy! {
    pages: run_actions(requested: Requested) => view! { <RunActions requested/> };
}

/// What is being done with a company.
#[derive(Clone, PartialEq)]
enum Doing {
    Update(Company),
    Archive(Company),
}

#[component]
fn RunActions(requested: Requested) -> impl IntoView {
    let doing = RwSignal::new(None::<Doing>);
    let set_status = use_set_status();
    Effect::new(move |_| {
        requested.track();
        let Some((name, rows)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let Some(company) = rows.first().and_then(|row| row.of::<Company>()).cloned() else { return };
        match name {
            UPDATE => doing.set(Some(Doing::Update(company))),
            ARCHIVE => doing.set(Some(Doing::Archive(company))),
            RESTORE => {
                if let Some(set_status) = untrack(|| set_status.get()) {
                    set_status.restore(&company).send();
                }
            }
            _ => {}
        }
    });
    let close = Callback::new(move |()| doing.set(None));
    move || match doing.get()? {
        Doing::Update(company) => Some(view! { <CompanyForm company=Some(company) on_close=close/> }.into_any()),
        Doing::Archive(company) => Some(view! { <Archive company on_close=close/> }.into_any()),
    }
}

/// Archives and restores the companies of an organization.
#[derive(Clone, Copy)]
struct SetStatus {
    queries: Queries,
    organization: OrganizationId,
    said: I18n<PageTexts>,
}

/// For the organization on screen.
fn use_set_status() -> Signal<Option<SetStatus>> {
    let (said, queries, current) = (use_i18n().of::<PageTexts>(), use_queries(), use_current_organization());
    Signal::derive(move || Some(SetStatus { queries, organization: current.id()?, said }))
}

impl SetStatus {
    fn archive(self, company: &Company) -> Mutation<Company> {
        self.change(company, CompanyStatus::Archived)
            .say(move |changed| (self.said.texts_untracked().companies.archived)(&changed.name))
            .undo(move |changed| self.restore(changed))
    }

    fn restore(self, company: &Company) -> Mutation<Company> {
        self.change(company, CompanyStatus::Active)
            .say(move |changed| (self.said.texts_untracked().companies.restored)(&changed.name))
    }

    fn change(self, company: &Company, status: CompanyStatus) -> Mutation<Company> {
        let changes = CompanyChanges { status: Some(status), ..CompanyChanges::default() };
        self.queries
            .mutate(api::update_company(self.organization, company, &changes))
            .showing(api::company(self.organization, company.id), &Company { status, ..company.clone() })
    }
}

/// Archives a company for the dialog. That another user has changed something else about it does not matter.
fn archive(set_status: SetStatus, company: &Company, state: WriteState, on_close: Callback<()>) {
    set_status
        .archive(company)
        .on_conflict(api::company(set_status.organization, company.id), move |now, _| {
            archive(set_status, &now, state, on_close);
            None
        })
        .then(on_close)
        .send_in(state);
}

/// The question before a company is archived: what ends, and what stays.
#[component]
fn Archive(company: Company, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let (state, set_status) = (WriteState::new(), use_set_status());
    let name = company.name.clone();
    let (members, main_for) = (company.members, company.main_for);
    let company = StoredValue::new(company);
    let press = move |()| {
        if let Some(set_status) = untrack(|| set_status.get()) {
            company.with_value(|company| archive(set_status, company, state, on_close));
        }
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger busy=state.busy() on_press=press>
                {move || said.texts().companies.archive}
            </Button>
        }
    };
    let error = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    let title = Signal::derive(move || (said.texts().companies.archive_title)(&name));
    view! {
        <Dialog title on_close buttons>
            {error}
            <p>{move || said.texts().companies.archive_means}</p>
            <p>{move || (said.texts().companies.archive_members)(i18n.format(), members, main_for)}</p>
        </Dialog>
    }
}
