//! Which companies the user belongs to, and who their supervisor is.

use api_types::{Company, CompanyRef};
use leptos::prelude::*;

use super::{
    super::super::{organization::use_current_organization, switcher::use_settled},
    conflict::Conflict,
    field::{ChoiceOfFew, FieldState},
    form::MemberForm,
    supervisor::{Supervised, SupervisorField},
};
use crate::{
    forms::MemberField,
    i18n::use_i18n,
    ui::{Choice, Choices, ChoicesField, Section},
};

/// The second section of the form.
#[component]
pub fn CompaniesAndSupervisor(form: MemberForm) -> impl IntoView {
    let said = form.said;
    view! {
        <Section
            title=said.label(|texts| texts.user.companies_and_supervisor)
            lede=said.label(|texts| texts.edit.companies_lede)
        >
            <div class="r-grid2">
                <Companies form/>
                <MainCompany form/>
                <SupervisorField form/>
            </div>
            <Supervised form/>
        </Section>
    }
}

/// The companies as tokens, and a search for more.
#[component]
fn Companies(form: MemberForm) -> impl IntoView {
    let said = form.said;
    let FieldState { label, mark, error, on_leave } = FieldState::of(form, MemberField::Companies);
    let known = RwSignal::new(Vec::new());
    let choices = use_companies(form, known);
    let chosen = Signal::derive(move || {
        let name = |it: &CompanyRef| (it.id.to_string(), it.name.clone());
        form.fields.companies.with(|companies| companies.iter().map(name).collect())
    });
    let add = Callback::new(move |value: String| {
        let company =
            known.with_untracked(|known| known.iter().find(|it: &&Company| it.id.to_string() == value).cloned());
        if let Some(Company { id, name, .. }) = company {
            form.fields.companies.update(|companies| companies.push(CompanyRef { id, name }));
        }
    });
    let remove = Callback::new(move |value: String| {
        form.fields.companies.update(|companies| companies.retain(|it| it.id.to_string() != value));
    });
    view! {
        <div class="r-edit__field r-edit__field--wide">
            <ChoicesField
                label
                chosen
                choices
                placeholder=said.label(|texts| texts.edit.add_company)
                remove_label=Callback::new(move |name: String| (said.texts_untracked().edit.remove_company)(&name))
                mark
                error
                on_add=add
                on_remove=remove
                on_leave
            />
            <Conflict form field=MemberField::Companies/>
        </div>
    }
}

/// The active companies that match the search and are not chosen. `known` gets all that match.
fn use_companies(form: MemberForm, known: RwSignal<Vec<Company>>) -> Choices {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let (wanted, search) = (RwSignal::new(false), RwSignal::new(String::new()));
    let settled = use_settled(search.into());
    let answer = form.queries.companies(move || current.id().filter(|_| wanted.get()), move || settled.get());
    let has_more = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(list)) = answer.get() {
            has_more.set((list.items.len() as u64) < list.total.count);
            known.set(list.items);
        }
    });
    let found = Memo::new(move |_| {
        let is_free = |it: &&Company| form.fields.companies.with(|chosen| chosen.iter().all(|one| one.id != it.id));
        let choice = |it: &Company| Choice {
            value: it.id.to_string(),
            label: it.name.clone(),
            detail: it.number.clone().unwrap_or_default(),
        };
        known.with(|known| known.iter().filter(is_free).map(choice).collect::<Vec<_>>())
    });
    let is_current = Signal::derive(move || search.get() == settled.get() && answer.with(Option::is_some));
    let note = Signal::derive(move || {
        let is_none = is_current.get() && found.with(Vec::is_empty);
        let text = match (is_none, search.get().trim()) {
            (true, "") => form.said.texts().edit.no_company_left.to_owned(),
            (true, search) => (i18n.texts().list.no_value)(search),
            (false, _) if has_more.get() => i18n.texts().list.more_values.to_owned(),
            (false, _) => return None,
        };
        Some(text)
    });
    Choices { wanted, search, found: found.into(), is_current, note }
}

/// Which of the companies comes first.
#[component]
fn MainCompany(form: MemberForm) -> impl IntoView {
    let options = Callback::new(move |()| {
        let option = |it: &CompanyRef| (it.id.to_string(), it.name.clone());
        let mut options: Vec<_> = form.fields.companies.with(|companies| companies.iter().map(option).collect());
        // In one order, whichever is the main one.
        options.sort_by(|(_, one), (_, other)| one.cmp(other));
        if options.is_empty() {
            options.push((String::new(), form.said.texts().edit.no_company.to_owned()));
        }
        options
    });
    let main = Signal::derive(move || {
        form.fields.companies.with(|companies| companies.first().map(|it| it.id.to_string()).unwrap_or_default())
    });
    view! {
        <ChoiceOfFew
            form
            field=MemberField::MainCompany
            options
            value=main
            on_choose=Callback::new(move |id: String| form.set_main_company(&id))
        />
    }
}
