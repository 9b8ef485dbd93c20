//! Doing what is requested for a company: renaming it, archiving and restoring it. Loaded when something is first requested.

use api_types::{Company, CompanyChanges, CompanyStatus};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        error_message::error_message, lazy::lazy, list::action::Requested, organization::use_current_organization,
    },
    actions::{ARCHIVE, RESTORE, UPDATE},
    form::CompanyForm,
};
use crate::{
    api::ApiError,
    i18n::{PageTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, use_toaster},
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
    let restore = use_set_status();
    Effect::new(move |_| {
        requested.track();
        let Some((name, row)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let Some(company) = row.of::<Company>().cloned() else { return };
        match name {
            UPDATE => doing.set(Some(Doing::Update(company))),
            ARCHIVE => doing.set(Some(Doing::Archive(company))),
            RESTORE => restore.run((company, CompanyStatus::Active, Callback::new(|_| {}))),
            _ => {}
        }
    });
    let close = Callback::new(move |()| doing.set(None));
    move || match doing.get()? {
        Doing::Update(company) => Some(view! { <CompanyForm company=Some(company) on_close=close/> }.into_any()),
        Doing::Archive(company) => Some(view! { <Archive company on_close=close/> }.into_any()),
    }
}

/// A company, the status that it is to have, and what is called with the result.
type SetStatus = (Company, CompanyStatus, Callback<Result<(), ApiError>>);

/// Archives a company, which can be undone, or restores it.
fn use_set_status() -> Callback<SetStatus> {
    let (said, queries, current, toaster) =
        (use_i18n().of::<PageTexts>(), use_queries(), use_current_organization(), use_toaster());
    Callback::new(move |(company, status, then): SetStatus| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let change = move |company: Company, status| async move {
            let changes = CompanyChanges { status: Some(status), ..CompanyChanges::default() };
            let result = queries.api().update_company(organization, &company, &changes).await;
            queries.refresh();
            result
        };
        spawn_local(async move {
            let result = change(company, status).await;
            if let Ok(changed) = &result {
                let texts = &said.texts_untracked().companies;
                if status == CompanyStatus::Archived {
                    let undone = changed.clone();
                    toaster.show_undoable((texts.archived)(&changed.name), move || {
                        let company = undone.clone();
                        spawn_local(async move {
                            if let Ok(company) = change(company, CompanyStatus::Active).await {
                                toaster.show((texts.restored)(&company.name));
                            }
                        });
                    });
                } else {
                    toaster.show((texts.restored)(&changed.name));
                }
            }
            let _ = then.try_run(result.map(drop));
        });
    })
}

/// The question before a company is archived: what ends, and what stays.
#[component]
fn Archive(company: Company, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let set_status = use_set_status();
    let name = company.name.clone();
    let (members, main_for) = (company.members, company.main_for);
    let company = StoredValue::new(company);
    let archive = Callback::new(move |()| {
        busy.set(true);
        let then = Callback::new(move |result: Result<(), ApiError>| {
            let _ = busy.try_set(false);
            match result {
                Ok(()) => on_close.run(()),
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
        set_status.run((company.get_value(), CompanyStatus::Archived, then));
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger busy on_press=archive>{move || said.texts().companies.archive}</Button>
        }
    };
    let error = move || {
        let error = failure.get()?;
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
