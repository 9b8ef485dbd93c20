//! Which companies the user belongs to, and who their supervisor is.

use api_types::{Company, CompanyRef};
use leptos::prelude::*;

use super::{
    super::company_choices::use_company_choices,
    conflict::Conflict,
    field::{ChoiceOfFew, FieldState},
    form::MemberForm,
    supervisor::{Supervised, SupervisorField},
};
use crate::{
    forms::MemberField,
    ui::{ChoicesField, Section},
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
    let is_free = move |id| form.fields.companies.with(|chosen| chosen.iter().all(|one| one.id != id));
    let choices = use_company_choices(known, is_free, said.label(|texts| texts.edit.no_company_left));
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
