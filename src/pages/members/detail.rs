//! One user: who it is, and why this person has access.

use std::sync::Arc;

use api_types::{Member, MemberId, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    change_roles::ChangeRoles,
    clipboard::use_copy,
    error_message::ErrorPanel,
    lazy::lazy,
    not_found::NotFound,
    organization::use_current_organization,
    pending::{PendingFailure, use_pending},
    redirect_to_home::RedirectToHome,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::{PendingAction, UserDetail, UserHeader, UserSkeleton},
    host::{History, use_host},
    i18n::{PageTexts, use_i18n},
    location::use_location,
    paths::{Section, use_paths},
    queries::use_queries,
    router::use_route,
    ui::{Button, ButtonKind, Icon, IconName},
};

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown(Box<Member>),
    NotFound,
    /// The reader sees nobody here.
    Hidden,
    Failed(ApiError),
}

lazy! {
    /// The page, loaded when it is first shown.
    pub pages: user() => view! { <User/> };
}

/// The page of the user that the address names.
#[component]
fn User() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let route = use_route();
    let member = Memo::new(move |_| route.member());
    let key = Signal::derive(move || Some((current.id()?, member.get()?)));
    let answer = queries.member(key);
    let access = use_access();
    let is_loaded = move || current.organization().is_some();
    let state = Memo::new(move |_| match answer.get() {
        _ if is_loaded() && !access.can(Permission::MembersRead) => State::Hidden,
        _ if key.get().is_none() => State::NotFound,
        Some(Ok(user)) if Some(user.id) == member.get() => State::Shown(Box::new(user)),
        // It may be the reader who is not shown to anybody here.
        Some(Err(error)) if error.is_not_found() && !is_loaded() => State::Waiting,
        Some(Err(error)) if error.is_not_found() || error.is_forbidden() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    Effect::new(move |_| {
        if let State::Shown(user) = state.get() {
            host.set_page_title(&[user.name.as_ref().unwrap_or(&user.email), &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    // Out here: the dialog stays when what is shown below it is asked for again.
    let roles_of = RwSignal::new(None::<Member>);
    let content = move || match (state.get(), current.id()) {
        (State::Shown(user), Some(organization)) => {
            view! { <UserContent organization user=*user roles_of/> }.into_any()
        }
        (State::Hidden, _) => view! { <RedirectToHome/> }.into_any(),
        (State::NotFound, _) => view! { <NotFound/> }.into_any(),
        (State::Failed(error), _) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        _ => view! { <UserSkeleton/> }.into_any(),
    };
    view! {
        {content}
        <ChangeRoles of=roles_of/>
    }
}

#[component]
fn UserContent(
    organization: OrganizationId,
    user: Member,
    /// Whose roles are being changed.
    roles_of: RwSignal<Option<Member>>,
) -> impl IntoView {
    let (i18n, current, paths) = (use_i18n(), use_current_organization(), use_paths());
    let said = i18n.of::<PageTexts>();
    let name = user.name.clone().unwrap_or_else(|| user.email.clone());
    let users = paths.section(organization, Section::Users);
    let (location, back) = (use_location(), users.clone());
    let pending = use_pending(Callback::new(move |()| location.go(&back, History::Push)));
    let access = use_access();
    let invited = Arc::new(user.clone());
    let can_assign_roles = Signal::derive(move || access.can(Permission::RolesAssign));
    let on_change_roles = {
        let user = user.clone();
        Callback::new(move |()| roles_of.set(Some(user.clone())))
    };
    let actions = move || {
        let can_manage_members = access.can(Permission::MembersManage);
        let button = |action: &PendingAction| {
            let (action, member) = (*action, Arc::clone(&invited));
            let (icon, label) = action.look(i18n.texts(), member.status);
            let kind = match action {
                PendingAction::Withdraw => ButtonKind::DangerQuiet,
                PendingAction::Resend | PendingAction::NewLink => ButtonKind::Default,
            };
            let press = move |()| pending.act.run((action, Arc::clone(&member)));
            view! { <Button kind icon on_press=press>{label}</Button> }
        };
        can_manage_members.then(|| PendingAction::of(&invited).iter().map(button).collect_view())
    };
    let link = paths.user(organization, user.id);
    let href = Callback::new(move |member: MemberId| paths.user(organization, member));
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=said.label(|texts| texts.user.breadcrumb)>
                <a href=users>{i18n.label(|texts| texts.users.title)}</a>
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">
                    <bdi>{name}</bdi>
                </span>
            </nav>
        </div>
        <UserHeader member=user.clone()>
            {actions}
            <CopyLink path=link/>
        </UserHeader>
        <PendingFailure pending/>
        <UserDetail
            member=user
            organization=Signal::derive(move || current.name())
            href
            can_assign_roles
            on_change_roles
        />
    }
}

/// Puts the user's address on the clipboard.
#[component]
fn CopyLink(path: String) -> impl IntoView {
    let (i18n, copy) = (use_i18n(), use_copy());
    let address = [use_host().origin(), path].concat();
    let press = move |()| copy.run((address.clone(), |texts| texts.common.link_copied));
    view! {
        <Button icon=IconName::Link on_press=press>
            {i18n.label(|texts| texts.user.copy_page_link)}
        </Button>
    }
}
