//! Members: their list, their pages, and inviting them.

mod actions;
mod activity;
mod bulk;
mod change_email;
mod company_choices;
mod definition;
mod detail;
mod edit;
mod first_steps;
mod invite;
mod lifecycle;
mod member_choice;
mod password_link;
mod person_export;
mod row;
mod run_actions;
mod set_roles;
mod supervisor_dialog;

use api_types::{MemberId, Permission};
use leptos::prelude::*;

pub use self::{
    definition::MEMBER_LIST,
    detail::user,
    invite::{invite_sheet, use_draft_for},
    member_choice::MemberChoice,
    run_actions::MemberActions,
    set_roles::RoleDrafts,
};
use self::{first_steps::FirstSteps, invite::Invite};
use super::{
    companies::CompanySwitch,
    list::{ListPage, ListPageView, use_list},
    organization::use_current_organization,
};
use crate::{
    access::use_access,
    i18n::use_i18n,
    paths::{Section, use_paths},
    ui::{ButtonKind, IconName, LinkButton, RowRef},
};

/// The page of the list of users.
#[component]
pub fn Users() -> impl IntoView {
    let (current, paths) = (use_current_organization(), use_paths());
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::Users)));
    let page = ListPage { path, fixed: None, href: use_member_href() };
    let list = use_list(&MEMBER_LIST, page);
    let inviting = RwSignal::new(false);
    view! {
        <ListPageView
            list
            page
            beside=move || view! { <CompanySwitch list/> }
            above=move || view! { <FirstSteps list inviting/> }
        >
            <ImportUsers/>
            <Invite open=inviting/>
        </ListPageView>
        <MemberActions requested=list.requested on_gone=Callback::new(|()| {})/>
    }
}

/// Where the page of a member is.
pub fn use_member_href() -> Callback<RowRef, Option<String>> {
    let (current, paths) = (use_current_organization(), use_paths());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        Some(paths.user(organization, MemberId::from_u128(row.id())))
    })
}

/// The link to the import, for those who can import users.
#[component]
fn ImportUsers() -> impl IntoView {
    let (i18n, access, current, paths) = (use_i18n(), use_access(), use_current_organization(), use_paths());
    let paths = StoredValue::new(paths);
    let needed = [Permission::MembersRead, Permission::MembersInvite, Permission::MembersManage];
    let href = move || {
        let organization = current.id()?;
        Some(paths.with_value(|paths| paths.user_import(organization, [])))
    };
    let link = move || {
        needed.iter().all(|it| access.can(*it)).then(|| {
            view! {
                <LinkButton
                    kind=ButtonKind::Ghost
                    icon=IconName::Import
                    href=Signal::derive(move || href().unwrap_or_default())
                >
                    <span class="r-import__label">{i18n.label(|texts| texts.invite.import)}</span>
                </LinkButton>
            }
        })
    };
    view! { {link} }
}
