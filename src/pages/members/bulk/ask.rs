//! The dialogs in which roles, a company or a supervisor are chosen for many users, before the preview.

use api_types::{Company, CompanyRef, JobChange, JobKind, MemberRef, RoleId};
use leptos::prelude::*;

use super::super::{
    super::organization::use_current_organization, company_choices::use_company_choices, member_choice::MemberChoice,
};
use crate::{
    components::RoleOptions,
    i18n::{JobTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, ChoiceField, Dialog, Note, NoteKind},
};

/// A dialog that leads to the preview.
#[component]
fn Ask(title: Signal<String>, on_close: Callback<()>, on_submit: Callback<()>, children: Children) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<JobTexts>();
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true>{move || said.texts().preview}</Button>
        }
    };
    view! {
        <Dialog title on_close on_submit buttons>
            {children()}
        </Dialog>
    }
}

/// One of several ways to make a change.
#[component]
fn Ways(ways: &'static [JobKind], way: RwSignal<JobKind>) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let button = move |kind: JobKind| {
        view! {
            <button
                type="button"
                class="r-segment"
                aria-pressed=move || (way.get() == kind).to_string()
                on:click=move |_| way.set(kind)
            >
                {move || (said.texts().way)(kind)}
            </button>
        }
    };
    view! {
        <div class="r-segments r-segments--fit" role="group" aria-label=said.label(|texts| texts.ways)>
            {ways.iter().map(|kind| button(*kind)).collect_view()}
        </div>
    }
}

static ROLE_WAYS: [JobKind; 3] = [JobKind::AddRoles, JobKind::RemoveRoles, JobKind::ReplaceRoles];
static COMPANY_WAYS: [JobKind; 3] = [JobKind::AddCompany, JobKind::RemoveCompany, JobKind::SetMainCompany];

/// Which roles they get, lose or have from now on.
#[component]
pub fn AskRoles(number: u64, chosen: Callback<JobChange>, on_close: Callback<()>) -> impl IntoView {
    let (said, current) = (use_i18n().of::<JobTexts>(), use_current_organization());
    let (way, picked) = (RwSignal::new(JobKind::AddRoles), RwSignal::new(Vec::<RoleId>::new()));
    let answer = use_queries().roles(move || current.id());
    let roles = Signal::derive(move || match answer.get() {
        Some(Ok(roles)) => roles.items,
        _ => Vec::new(),
    });
    let was_sent = RwSignal::new(false);
    let is_missing = move || way.get() != JobKind::ReplaceRoles && picked.with(Vec::is_empty);
    let error = Signal::derive(move || (was_sent.get() && is_missing()).then(|| said.texts().role_missing.to_owned()));
    let submit = Callback::new(move |()| {
        was_sent.set(true);
        if !untrack(is_missing) {
            let roles = picked.get_untracked();
            chosen.run(match way.get_untracked() {
                JobKind::AddRoles => JobChange::AddRoles { roles },
                JobKind::RemoveRoles => JobChange::RemoveRoles { roles },
                _ => JobChange::ReplaceRoles { roles },
            });
        }
    });
    let warning = move || {
        let takes_all = way.get() == JobKind::ReplaceRoles && picked.with(Vec::is_empty);
        takes_all.then(|| view! { <Note kind=NoteKind::Warning>{said.texts().no_role_left}</Note> })
    };
    let title = Signal::derive(move || (said.texts().roles_title)(said.format(), number));
    view! {
        <Ask title on_close on_submit=submit>
            <Ways ways=&ROLE_WAYS way/>
            {warning}
            <RoleOptions roles chosen=picked can_give=|role| role.assignable error/>
        </Ask>
    }
}

/// Which company they are added to or taken out of.
#[component]
pub fn AskCompany(number: u64, chosen: Callback<JobChange>, on_close: Callback<()>) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let (way, picked) = (RwSignal::new(JobKind::AddCompany), RwSignal::new(None::<CompanyRef>));
    let known = RwSignal::new(Vec::<Company>::new());
    let choices = use_company_choices(known, |_| true, said.label(|texts| texts.no_company));
    let value = Memo::new(move |_| picked.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default()));
    let choose = Callback::new(move |value: String| {
        let found = known.with_untracked(|known| known.iter().find(|it| it.id.to_string() == value).cloned());
        if let Some(Company { id, name, .. }) = found {
            picked.set(Some(CompanyRef { id, name }));
        }
    });
    let was_sent = RwSignal::new(false);
    let error = Signal::derive(move || {
        (was_sent.get() && picked.with(Option::is_none)).then(|| said.texts().company_missing.to_owned())
    });
    let submit = Callback::new(move |()| {
        was_sent.set(true);
        if let Some(CompanyRef { id: company, .. }) = picked.get_untracked() {
            chosen.run(match way.get_untracked() {
                JobKind::AddCompany => JobChange::AddCompany { company },
                JobKind::RemoveCompany => JobChange::RemoveCompany { company },
                _ => JobChange::SetMainCompany { company },
            });
        }
    });
    let title = Signal::derive(move || (said.texts().company_title)(said.format(), number));
    view! {
        <Ask title on_close on_submit=submit>
            <Ways ways=&COMPANY_WAYS way/>
            <ChoiceField
                label=said.label(|texts| texts.company)
                value
                choices
                placeholder=said.label(|texts| texts.find_company)
                error
                on_choose=choose
                on_clear=Callback::new(move |()| picked.set(None))
                on_leave=Callback::new(|()| {})
            />
        </Ask>
    }
}

/// Who supervises them from now on.
#[component]
pub fn AskSupervisor(number: u64, chosen: Callback<JobChange>, on_close: Callback<()>) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let picked = RwSignal::new(None::<MemberRef>);
    let submit = Callback::new(move |()| {
        let supervisor = picked.with_untracked(|picked| picked.as_ref().map(|picked| picked.id));
        chosen.run(JobChange::SetSupervisor { supervisor });
    });
    let title = Signal::derive(move || (said.texts().supervisor_title)(said.format(), number));
    view! {
        <Ask title on_close on_submit=submit>
            <MemberChoice
                label=said.label(|texts| texts.supervisor)
                chosen=picked
                except=None
                nobody=said.label(|texts| texts.nobody)
                on_leave=|()| {}
            />
        </Ask>
    }
}
