//! The page of a company: what it is, what can be done with it, and its members.

use std::sync::Arc;

use api_types::{Company, CompanyId, MemberFilter, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::{
        error_message::ErrorPanel,
        lazy::lazy,
        list::{
            ListBody, ListPage,
            action::{action_buttons, use_actions},
            use_list,
        },
        members::{MEMBER_LIST, MemberActions, use_member_href},
        not_found::NotFound,
        organization::use_current_organization,
        redirect_to_home::RedirectToHome,
    },
    definition::COMPANY_LIST,
    run_actions::CompanyActions,
    use_company_href,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::{OrganizationAvatar, UserSkeleton},
    host::use_host,
    i18n::{PageTexts, use_i18n},
    paths::{Section, use_paths},
    queries::use_queries,
    router::use_route,
    ui::{Icon, IconName},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: company() => view! { <CompanyPage/> };
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown,
    NotFound,
    /// The reader sees no companies here.
    Hidden,
    Failed(ApiError),
}

#[component]
fn CompanyPage() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let route = use_route();
    let id = Memo::new(move |_| route.company());
    let answer = queries.company(move || Some((current.id()?, id.get()?)));
    let access = use_access();
    let is_loaded = move || current.organization().is_some();
    let company = Memo::new(move |_| match answer.get() {
        Some(Ok(company)) if Some(company.id) == id.get() => Some(company),
        _ => None,
    });
    let state = Memo::new(move |_| match answer.get() {
        _ if is_loaded() && !access.can(Permission::MembersRead) => State::Hidden,
        _ if id.get().is_none() => State::NotFound,
        _ if company.with(Option::is_some) => State::Shown,
        Some(Err(error)) if error.is_not_found() && !is_loaded() => State::Waiting,
        Some(Err(error)) if error.is_not_found() || error.is_forbidden() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    Effect::new(move |_| {
        if let Some(company) = company.get() {
            host.set_page_title(&[&company.name, &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    let content = move || match (state.get(), current.id(), id.get()) {
        (State::Shown, Some(organization), Some(id)) => view! { <CompanyContent organization id company/> }.into_any(),
        (State::Hidden, ..) => view! { <RedirectToHome/> }.into_any(),
        (State::NotFound, ..) => view! { <NotFound/> }.into_any(),
        (State::Failed(error), ..) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        _ => view! { <UserSkeleton/> }.into_any(),
    };
    view! { {content} }
}

#[component]
fn CompanyContent(organization: OrganizationId, id: CompanyId, company: Memo<Option<Company>>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<PageTexts>();
    let companies = paths.section(organization, Section::Companies);
    let path = paths.company(organization, id);
    let fixed = (MemberFilter::Company.as_str(), Signal::stored(id.to_string()));
    let page = ListPage { path: Signal::stored(Some(path)), fixed: Some(fixed), href: use_member_href() };
    let list = use_list(&MEMBER_LIST, page);
    let name = move || company.get().map(|company| company.name).unwrap_or_default();
    let facts = move || {
        let company = company.get()?;
        let texts = &i18n.texts().company;
        let number = company.number.as_ref().map(|number| view! { <span>{(texts.numbered)(number)}</span> });
        Some(view! {
            <span class="r-status" data-status=company.status.as_str()>{(texts.status)(company.status)}</span>
            {number}
            <span>{(i18n.texts().member_list.rows)(i18n.format(), company.members)}</span>
        })
    };
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=said.label(|texts| texts.user.breadcrumb)>
                <a href=companies>{i18n.label(|texts| texts.company_list.title)}</a>
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">
                    <bdi>{name}</bdi>
                </span>
            </nav>
        </div>
        <header class="r-person">
            {move || view! { <OrganizationAvatar name=name() large=true/> }}
            <div class="r-person__text">
                <h1><bdi>{name}</bdi></h1>
                <div class="r-person__meta">{facts}</div>
            </div>
            <CompanyButtons company/>
        </header>
        <ListBody list page/>
        <MemberActions requested=list.requested on_gone=Callback::new(|()| {})/>
    }
}

/// What can be done with the company.
#[component]
fn CompanyButtons(company: Memo<Option<Company>>) -> impl IntoView {
    let requested = RwSignal::new(None);
    let actions = use_actions(&COMPANY_LIST, use_company_href(), requested);
    let buttons = move || Some(action_buttons(&actions, Arc::new(company.get()?)));
    view! {
        <div class="r-btns">{buttons}</div>
        <CompanyActions requested/>
    }
}
