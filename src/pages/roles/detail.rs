//! The page of a role: what it permits, for whom, and what a change would do.

use std::sync::Arc;

use api_types::{OrganizationId, Permission, Role};
use leptos::prelude::*;

use super::{
    super::{
        error_message::ErrorPanel,
        lazy::lazy,
        list::action::{action_buttons, use_actions},
        not_found::NotFound,
        organization::use_current_organization,
        redirect_to_home::RedirectToHome,
    },
    definition::ROLE_LIST,
    edit::EditRole,
    holders_of,
    run_actions::RoleActions,
    use_role_href,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::UserSkeleton,
    host::{History, use_host},
    i18n::{PageTexts, use_i18n},
    location::use_location,
    paths::{Section, use_paths},
    queries::use_queries,
    router::use_route,
    ui::{Icon, IconName},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: role() => view! { <RolePage/> };
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown,
    NotFound,
    /// The reader sees no roles here.
    Hidden,
    Failed(ApiError),
}

#[component]
fn RolePage() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let (route, access) = (use_route(), use_access());
    let id = Memo::new(move |_| route.role());
    let answer = queries.role(move || Some((current.id()?, id.get()?)));
    let is_loaded = move || current.organization().is_some();
    let role = Memo::new(move |_| match answer.get() {
        Some(Ok(role)) if Some(role.id) == id.get() => Some(role),
        _ => None,
    });
    let state = Memo::new(move |_| match answer.get() {
        _ if is_loaded() && !access.can(Permission::RolesRead) => State::Hidden,
        _ if id.get().is_none() => State::NotFound,
        _ if role.with(Option::is_some) => State::Shown,
        Some(Err(error)) if error.is_not_found() && !is_loaded() => State::Waiting,
        Some(Err(error)) if error.is_not_found() || error.is_forbidden() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    Effect::new(move |_| {
        if let Some(role) = role.get() {
            let name = i18n.texts().role_name(&role.key, &role.name);
            host.set_page_title(&[name, &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    // Another role has another form.
    let shown = Memo::new(move |_| (state.get(), current.id(), id.get()));
    let content = move || match shown.get() {
        (State::Shown, Some(organization), Some(_)) => match role.get_untracked() {
            Some(first) => {
                let role = Memo::new(move |before: Option<&Role>| {
                    role.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
                });
                view! { <RoleContent organization role/> }.into_any()
            }
            None => view! { <UserSkeleton/> }.into_any(),
        },
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
fn RoleContent(organization: OrganizationId, role: Memo<Role>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<PageTexts>();
    let roles = paths.section(organization, Section::Roles);
    let holders = holders_of(&paths, organization, role.with_untracked(|role| role.id));
    let name = Memo::new(move |_| role.with(|role| i18n.texts().role_name(&role.key, &role.name).to_owned()));
    let facts = move || {
        let (texts, role) = (&said.texts().role_edit, role.get());
        let kind = if role.predefined().is_some() { texts.predefined } else { texts.custom };
        let changed = role.changed_at.map(|at| {
            let text = (texts.changed_at)(&i18n.format().date(&at));
            view! { <span><Icon name=IconName::Clock/>{text}</span> }
        });
        view! {
            <span class="r-badge">{kind}</span>
            <span>
                <Icon name=IconName::Users/>
                <a class="r-link" href=holders.clone()>
                    {(i18n.texts().member_list.rows)(i18n.format(), role.holders)}
                </a>
            </span>
            {changed}
        }
    };
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=said.label(|texts| texts.user.breadcrumb)>
                <a href=roles>{i18n.label(|texts| texts.role_list.title)}</a>
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">
                    <bdi>{move || name.get()}</bdi>
                </span>
            </nav>
        </div>
        <header class="r-person">
            <div class="r-person__text">
                <h1><bdi>{move || name.get()}</bdi></h1>
                <div class="r-person__meta">{facts}</div>
            </div>
            <RoleButtons role/>
        </header>
        <EditRole organization role/>
    }
}

/// What can be done with the role.
#[component]
fn RoleButtons(role: Memo<Role>) -> impl IntoView {
    let requested = RwSignal::new(None);
    let actions = use_actions(&ROLE_LIST, use_role_href(), requested);
    let buttons = move || action_buttons(&actions, Arc::new(role.get()));
    let (location, paths, current) = (use_location(), use_paths(), use_current_organization());
    let gone = Callback::new(move |()| {
        if let Some(organization) = untrack(|| current.id()) {
            location.go(&paths.section(organization, Section::Roles), History::Replace);
        }
    });
    view! {
        <div class="r-btns">{buttons}</div>
        <RoleActions requested on_gone=gone/>
    }
}
