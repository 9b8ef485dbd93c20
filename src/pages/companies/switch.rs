//! Above the list of users: everybody, or the users of one company.

use api_types::{Company, CompanyId, MemberFilter};
use leptos::prelude::*;

use super::super::{lazy::lazy, list::ListHandle, organization::use_current_organization};
use crate::{
    components::OrganizationAvatar,
    i18n::{PanelTexts, use_i18n},
    paths::{Section, use_paths},
    queries::use_queries,
    ui::{Icon, IconName, Popover, PopoverButton, PopoverControl, use_text_value},
};

const FILTER: &str = MemberFilter::Company.as_str();

/// Two buttons: all companies, and the chosen one, which opens the choice. Nothing where there are no companies.
#[component]
pub fn CompanySwitch(list: ListHandle) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let control = PopoverControl::new();
    // While another organization is loaded, the switch stays.
    let has_companies = Memo::new(move |known: Option<&bool>| match current.organization() {
        Some(organization) => organization.companies.is_some_and(|companies| companies > 0),
        None => known.copied().unwrap_or_default(),
    });
    let chosen = Memo::new(move |_| list.url.query.with(|query| query.filter(FILTER).clone()));
    let only = Memo::new(move |_| {
        let chosen = chosen.get();
        match chosen.values.as_slice() {
            [one] if !chosen.is_negated => one.parse::<CompanyId>().ok(),
            _ => None,
        }
    });
    let company = queries.company(move || Some((current.id()?, only.get()?)));
    let is_all = move || chosen.with(|chosen| chosen.is_empty());
    let label = move || {
        let texts = &i18n.texts().company;
        match (only.get(), company.get()) {
            (Some(_), Some(Ok(company))) => company.name,
            (Some(_), _) => String::new(),
            (None, _) if is_all() => texts.one.to_owned(),
            (None, _) => (texts.several)(i18n.format(), chosen.with(|chosen| chosen.values.len() as u64)),
        }
    };
    let all = move |_| list.url.change(|query| query.clear(FILTER));
    let switch = move || {
        has_companies.get().then(|| {
            view! {
                <div class="r-segments" role="group" aria-label=i18n.label(|texts| texts.company.switch)>
                    <button
                        type="button"
                        class="r-segment"
                        aria-pressed=move || is_all().to_string()
                        on:click=all
                    >
                        {move || i18n.texts().company.all}
                    </button>
                    <PopoverButton control class="r-segment" title=Signal::derive(move || Some(label()))>
                        <span class="r-segment__label" data-on=move || (!is_all()).then_some("")>
                            <bdi>{label}</bdi>
                        </span>
                        <Icon name=IconName::Down/>
                    </PopoverButton>
                </div>
                <Popover control label=i18n.label(|texts| texts.company.switch) class="r-pop">
                    {company_choice(list, control)}
                </Popover>
            }
        })
    };
    view! { {switch} }
}

lazy! {
    /// The companies to choose from.
    panels: company_choice(list: ListHandle, control: PopoverControl) => view! { <CompanyChoice list control/> };
}

#[component]
fn CompanyChoice(list: ListHandle, control: PopoverControl) -> impl IntoView {
    let (i18n, queries, current, paths) = (use_i18n(), use_queries(), use_current_organization(), use_paths());
    let said = i18n.of::<PanelTexts>();
    let find = RwSignal::new(String::new());
    let answer = queries.companies(move || current.id(), move || find.get());
    let companies = Memo::new(move |before: Option<&Vec<Company>>| match answer.get() {
        Some(Ok(companies)) => companies.items,
        _ => before.cloned().unwrap_or_default(),
    });
    let total = move || match answer.get() {
        Some(Ok(companies)) => (said.texts().companies.active)(i18n.format(), companies.total.count),
        _ => String::new(),
    };
    let row = move |company: Company| {
        let id = company.id.to_string();
        let is_chosen = {
            let id = id.clone();
            move || list.url.query.with(|query| query.filter(FILTER).contains(&id))
        };
        let choose = move |_| {
            control.close();
            list.url.change(|query| *query = query.clone().with_filter(FILTER, &[&id]));
        };
        let number =
            company.number.as_ref().map(|number| [(i18n.texts().company.numbered)(number), " · ".to_owned()].concat());
        let members = (i18n.texts().member_list.rows)(i18n.format(), company.members);
        let tick =
            move || is_chosen().then(|| view! { <span class="r-item__tick"><Icon name=IconName::Check/></span> });
        view! {
            <button type="button" class="r-item" on:click=choose>
                <OrganizationAvatar name=company.name.clone()/>
                <span class="r-who__text">
                    <bdi>{company.name.clone()}</bdi>
                    <span class="r-who__mail">{number} {members}</span>
                </span>
                {tick}
            </button>
        }
    };
    let manage = move || current.id().map(|organization| paths.section(organization, Section::Companies));
    view! {
        <div class="r-pop__find">
            <input
                class="r-input"
                type="search"
                autocomplete="off"
                autofocus=true
                maxlength="200"
                aria-label=said.label(|texts| texts.companies.find)
                placeholder=said.label(|texts| texts.companies.find)
                node_ref=use_text_value(find.into())
                on:input=move |event| find.set(event_target_value(&event))
            />
        </div>
        <div class="r-list r-pop__scroll">
            <For each=move || companies.get() key=|company| (company.id, company.version, company.members) children=row/>
        </div>
        <div class="r-pop__foot">
            <span role="status">{total}</span>
            <a class="r-link" href=manage>{move || said.texts().companies.manage}</a>
        </div>
    }
}
