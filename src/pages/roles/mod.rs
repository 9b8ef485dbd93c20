//! The roles of an organization: who holds them, what each permits, and editing them.

mod actions;
mod definition;
mod delete;
mod detail;
mod edit;
mod new_role;
mod row;
mod run_actions;

use api_types::{ListQuery, MEMBERS, MemberFilter, OrganizationId, Permission, RoleId};
use leptos::prelude::*;

pub use self::detail::role;
use self::{definition::ROLE_LIST, new_role::NewRole, run_actions::RoleActions};
use super::{
    error_message::error_message,
    lazy::lazy,
    list::{ListPage, ListPageView, use_list},
    organization::use_current_organization,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::PermissionMatrix,
    i18n::{I18n, PageTexts, use_i18n},
    paths::{Paths, Section, use_paths},
    queries::use_queries,
    ui::{Button, ButtonKind, IconName, RowRef},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: roles() => view! { <Roles/> };
}

#[component]
fn Roles() -> impl IntoView {
    let (current, paths, queries) = (use_current_organization(), use_paths(), use_queries());
    let said = use_i18n().of::<PageTexts>();
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::Roles)));
    let page = ListPage { path, fixed: None, href: use_role_href() };
    let list = use_list(&ROLE_LIST, page);
    let answer = queries.roles(move || current.id());
    let matrix = move || match answer.get() {
        Some(Ok(roles)) => Some(view! { <PermissionMatrix roles=roles.items/> }),
        _ => None,
    };
    view! {
        <ListPageView list page is_short=true lede=said.label(|texts| texts.roles.lede)>
            <NewRoleButton/>
        </ListPageView>
        <div class="r-page">{matrix}</div>
        <RoleActions requested=list.requested on_gone=Callback::new(|()| {})/>
    }
}

/// Where the page of a role is.
fn use_role_href() -> Callback<RowRef, Option<String>> {
    let (current, paths) = (use_current_organization(), use_paths());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        Some(paths.role(organization, RoleId::from_u128(row.id())))
    })
}

/// The list of those who hold a role.
fn holders_of(paths: &Paths, organization: OrganizationId, role: RoleId) -> String {
    let holders = ListQuery::new(&MEMBERS).with_filter(MemberFilter::Role.as_str(), &[&role.to_string()]);
    paths.list(organization, Section::Users, &holders)
}

/// The text of an error of creating, changing or deleting a role.
fn role_error(error: &ApiError, i18n: I18n) -> &'static str {
    let special = error.code().and_then(i18n.of::<PageTexts>().texts().role_edit.refused);
    special.unwrap_or_else(|| error_message(error, i18n.texts()))
}

/// The button that creates a role, for those who may.
#[component]
fn NewRoleButton() -> impl IntoView {
    let (said, access) = (use_i18n().of::<PageTexts>(), use_access());
    let is_open = RwSignal::new(false);
    let button = move || {
        access.can(Permission::RolesManage).then(|| {
            view! {
                <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=move |()| is_open.set(true)>
                    {said.label(|texts| texts.role_edit.new)}
                </Button>
            }
        })
    };
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        {button}
        {move || is_open.get().then(|| view! { <NewRole from=None on_close=close/> })}
    }
}
