//! The first steps in a new organization, above its only user. Each goes when it is done.

use api_types::{Permission, Total};
use leptos::prelude::*;

use super::super::{lazy::lazy, list::ListHandle, organization::use_current_organization};
use crate::{
    access::use_access,
    i18n::{PanelTexts, use_i18n},
    paths::{Section, use_paths},
    queries::use_queries,
    ui::{Button, Icon, IconName, LinkButton},
};

/// Guides the only user of an organization who can invite others.
#[component]
pub fn FirstSteps(
    list: ListHandle,
    /// Opens the sheet that invites.
    inviting: RwSignal<bool>,
) -> impl IntoView {
    let (current, access) = (use_current_organization(), use_access());
    let is_new = Memo::new(move |_| {
        let used = current.organization().and_then(|it| it.seats).map(|seats| seats.used);
        let is_alone = used == Some(1) && list.rows.total().get() == Some(Total { count: 1, exact: true });
        is_alone && !list.url.asked().is_filtered() && access.can(Permission::MembersInvite)
    });
    move || is_new.get().then(|| first_steps(inviting))
}

lazy! {
    /// The steps, which few readers see.
    panels quiet: first_steps(inviting: RwSignal<bool>) => view! { <Steps inviting/> };
}

#[component]
fn Steps(inviting: RwSignal<bool>) -> impl IntoView {
    let (i18n, access) = (use_i18n().of::<PanelTexts>(), use_access());
    let (paths, current) = (use_paths(), use_current_organization());
    let companies = use_queries().companies(move || current.id(), String::new);
    let has_none = move || companies.with(|it| matches!(it, Some(Ok(list)) if list.total.count == 0));
    let href = Signal::derive(move || {
        current.id().map(|organization| paths.section(organization, Section::Companies)).unwrap_or_default()
    });
    let add_companies = move || {
        (has_none() && access.can(Permission::CompaniesManage)).then(|| {
            view! {
                <li>
                    <Icon name=IconName::Company/>
                    <p>{move || i18n.texts().first_steps.companies}</p>
                    <LinkButton href>{move || i18n.texts().first_steps.add_companies}</LinkButton>
                </li>
            }
        })
    };
    view! {
        <ul class="r-steps" aria-label=i18n.label(|texts| texts.first_steps.title)>
            <li>
                <Icon name=IconName::Invite/>
                <p>{move || i18n.texts().first_steps.users}</p>
                <Button on_press=move |()| inviting.set(true)>{move || i18n.texts().first_steps.invite_users}</Button>
            </li>
            {add_companies}
        </ul>
    }
}
