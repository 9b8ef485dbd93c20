//! The roles of an organization, what each permits and who holds it.

use api_types::{MembersView, OrganizationId, Permission, Role, RoleId};
use leptos::prelude::*;

use super::{
    error_message::ErrorPanel, lazy::lazy, organization::use_current_organization, redirect_to_home::RedirectToHome,
};
use crate::{
    access::use_access,
    arrangement::Arrangement,
    components::{PermissionMatrix, RoleCards, RolesSkeleton},
    host::use_host,
    i18n::{PageTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages: roles() => view! { <Roles/> };
}

/// The overview of roles, for those who may see it.
#[component]
fn Roles() -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let said = i18n.of::<PageTexts>();
    let (current, access) = (use_current_organization(), use_access());
    let is_loaded = move || current.organization().is_some();
    let allowed = Memo::new(move |_| !is_loaded() || access.can(Permission::RolesRead));
    let answer = queries.roles(Signal::derive(move || allowed.get().then(|| current.id()).flatten()));
    Effect::new(move |_| host.set_page_title(&[said.texts().roles.title, &current.name()]));
    let retry = Callback::new(move |()| queries.refresh());
    let content = move || {
        if !allowed.get() {
            return view! { <RedirectToHome/> }.into_any();
        }
        match (current.id(), answer.get()) {
            (Some(organization), Some(Ok(roles))) => {
                view! { <RolesContent organization roles=roles.items/> }.into_any()
            }
            (_, Some(Err(error))) if error.is_forbidden() => view! { <RedirectToHome/> }.into_any(),
            (_, Some(Err(error))) => {
                let title = i18n.label(|texts| texts.states.list_failed);
                view! { <ErrorPanel error title on_retry=retry/> }.into_any()
            }
            _ => view! { <RolesSkeleton/> }.into_any(),
        }
    };
    view! {
        <div class="r-page r-page--airy">
            <div>
                <div class="r-page__head">
                    <h1 class="r-page__title">{said.label(|texts| texts.roles.title)}</h1>
                </div>
                <p class="r-lede">{said.label(|texts| texts.roles.lede)}</p>
            </div>
            {content}
        </div>
    }
}

#[component]
fn RolesContent(organization: OrganizationId, roles: Vec<Role>) -> impl IntoView {
    let paths = use_paths();
    let holders = Callback::new(move |role: RoleId| {
        let view = MembersView { roles: vec![role], ..MembersView::default() };
        paths.users(organization, &view, &Arrangement::default())
    });
    view! {
        <RoleCards roles=roles.clone() href=holders/>
        <PermissionMatrix roles/>
    }
}
