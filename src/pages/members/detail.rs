//! One user: who it is, and why this person has access.

use std::sync::Arc;

use api_types::{AllowedAction, Member, MemberAction, MemberId, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::{
        devices::member_devices,
        error_message::ErrorPanel,
        lazy::lazy,
        list::{
            action::{ActionState, Requested, action_buttons, use_actions},
            row_menu::MoreActions,
        },
        not_found::NotFound,
        organization::use_current_organization,
        redirect_to_home::RedirectToHome,
        requests::member_requests,
    },
    activity::Activity,
    definition::MEMBER_LIST,
    edit::EditMember,
    run_actions::MemberActions,
    use_member_href,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::{AccessDates, UserAside, UserFacts, UserHeader, UserRoles, UserSkeleton},
    host::{History, use_host},
    i18n::{PageTexts, use_i18n},
    location::use_location,
    paths::{Section, use_paths},
    queries::use_queries,
    router::use_route,
    ui::{Icon, IconName, RowRef},
};

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown,
    NotFound,
    /// The reader sees nobody here.
    Hidden,
    Failed(ApiError),
}

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: user() => view! { <User/> };
}

/// The page of the user that the address names.
#[component]
fn User() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let route = use_route();
    let member = Memo::new(move |_| route.member());
    let key = move || Some((current.id()?, member.get()?));
    let answer = queries.member(key);
    let access = use_access();
    let is_loaded = move || current.organization().is_some();
    // What is on screen stays there, and what was typed into it, while the server cannot answer.
    let user = Memo::new(move |before: Option<&Option<Member>>| {
        let known = match answer.get() {
            Some(Err(error)) if error.is_not_found() || error.is_forbidden() => None,
            Some(Ok(user)) => Some(user),
            _ => before.cloned().flatten(),
        };
        known.filter(|user| Some(user.id) == member.get())
    });
    let id = Memo::new(move |_| user.with(|user| user.as_ref().map(|user| user.id)));
    let state = Memo::new(move |_| match answer.get() {
        _ if is_loaded() && !access.can(Permission::MembersRead) => State::Hidden,
        _ if key().is_none() => State::NotFound,
        _ if id.with(Option::is_some) => State::Shown,
        // It may be the reader who is not shown to anybody here.
        Some(Err(error)) if error.is_not_found() && !is_loaded() => State::Waiting,
        Some(Err(error)) if error.is_not_found() || error.is_forbidden() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    Effect::new(move |_| {
        if let Some(user) = user.get() {
            host.set_page_title(&[user.name.as_ref().unwrap_or(&user.email), &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    // Out here: a dialog stays when what is shown below it is asked for again.
    let requested: Requested = RwSignal::new(None);
    let (location, paths) = (use_location(), use_paths());
    // Whoever is withdrawn is no longer in the list.
    let on_gone = Callback::new(move |()| {
        if let Some(organization) = untrack(|| current.id()) {
            location.go(&paths.section(organization, Section::Users), History::Push);
        }
    });
    let content = move || match (state.get(), current.id(), id.get(), user.get_untracked()) {
        (State::Shown, Some(organization), Some(_), Some(first)) => {
            view! { <UserContent organization first user requested/> }.into_any()
        }
        (State::Hidden, ..) => view! { <RedirectToHome/> }.into_any(),
        (State::NotFound, ..) => view! { <NotFound/> }.into_any(),
        (State::Failed(error), ..) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        _ => view! { <UserSkeleton/> }.into_any(),
    };
    view! {
        {content}
        <MemberActions requested on_gone/>
    }
}

#[component]
fn UserContent(
    organization: OrganizationId,
    /// The user when the page opens.
    first: Member,
    user: Memo<Option<Member>>,
    requested: Requested,
) -> impl IntoView {
    let (i18n, current, paths, access) = (use_i18n(), use_current_organization(), use_paths(), use_access());
    let said = i18n.of::<PageTexts>();
    let id = first.id;
    let member = Memo::new(move |before: Option<&Member>| {
        let now = user.get().filter(|user| user.id == id);
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let name = move || member.with(|user| user.name.clone().unwrap_or_else(|| user.email.clone()));
    let users = paths.section(organization, Section::Users);
    let actions = use_actions(&MEMBER_LIST, use_member_href(), requested);
    let row = move || -> RowRef { Arc::new(member.get()) };
    let can = |action: MemberAction| {
        let action = MEMBER_LIST.action(action.as_str());
        Memo::new(move |_| action.is_some_and(|it| it.state_of(&*row(), access) == ActionState::Allowed))
    };
    let ask = |action: MemberAction| {
        let actions = actions.clone();
        Callback::new(move |()| actions.run(action.as_str(), untrack(row)))
    };
    let (can_set_roles, on_change_roles) = (can(MemberAction::SetRoles), ask(MemberAction::SetRoles));
    let (can_set_dates, on_change_dates) = (can(MemberAction::SetSchedule), ask(MemberAction::SetSchedule));
    let on_change_email = ask(MemberAction::ChangeEmail);
    let can_update = Memo::new(move |_| {
        let is_allowed = |it: &AllowedAction| it.action == MemberAction::Update && it.allowed;
        member.with(|member| member.actions.iter().any(is_allowed))
    });
    let buttons = actions.clone();
    let device_paths = paths.clone();
    let href = Callback::new(move |member: MemberId| paths.user(organization, member));
    let zone = Signal::derive(move || current.organization().map(|it| it.time_zone).unwrap_or_default());
    let roles = move || {
        view! {
            <UserRoles member can_assign=can_set_roles on_change=on_change_roles/>
            <AccessDates member zone can_change=can_set_dates on_change=on_change_dates/>
            {member_requests(organization, member)}
            {member_devices(organization, member)}
        }
    };
    let version = Memo::new(move |_| member.with(|member| (member.version, member.email_change.clone())));
    let answer = use_queries().member_access(move || Some((organization, id)));
    let sources = Signal::derive(move || answer.get().and_then(Result::ok));
    let device_href = Callback::new(move |device| device_paths.device(organization, device));
    let aside = move || {
        view! {
            <UserAside member organization=Signal::derive(move || current.name()) href sources device_href>
                <Activity organization member=id version href/>
            </UserAside>
        }
    };
    let content = move || {
        if can_update.get() {
            return view! { <EditMember member on_change_email roles>{aside()}</EditMember> }.into_any();
        }
        view! {
            <div class="r-detail">
                <div class="r-detail__main">
                    <UserFacts member href/>
                    {roles()}
                </div>
                {aside()}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=said.label(|texts| texts.user.breadcrumb)>
                <a href=users>{i18n.label(|texts| texts.member_list.title)}</a>
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">
                    <bdi>{name}</bdi>
                </span>
            </nav>
        </div>
        <UserHeader member>
            {move || action_buttons(&buttons, row())}
            <MoreActions context=actions row=Callback::new(move |()| Some(row()))/>
        </UserHeader>
        {content}
    }
}
