//! The devices of one user, on the page of the user.

use api_types::{Grant, Member, MemberRef, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::lazy::lazy,
    grant::{GrantButtons, target_name},
    grant_form::{GrantForm, GrantFormKind},
};
use crate::{
    access::use_access,
    components::target_icon,
    i18n::{DeviceTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Button, IconName, Section},
};

lazy! {
    /// The section, loaded with the page.
    pub pages quiet: member_devices(organization: OrganizationId, member: Memo<Member>) =>
        view! { <MemberDevices organization member/> };
}

/// The grants of a user, and what roles give.
#[component]
fn MemberDevices(organization: OrganizationId, member: Memo<Member>) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let said = i18n.of::<DeviceTexts>();
    let id = Memo::new(move |_| member.with(|member| member.id));
    let sees = move || access.can(Permission::DevicesRead);
    let answer = use_queries().member_grants(move || sees().then(|| (organization, id.get())));
    let reference = move || {
        member.with(|member| MemberRef {
            id: member.id,
            name: member.name.clone().unwrap_or_else(|| member.email.clone()),
        })
    };
    let can_grant = Memo::new(move |_| {
        access.can(Permission::DevicesGrant)
            && member.with(|member| member.removed_at.is_none() && member.withdrawn_at.is_none())
    });
    let is_granting = RwSignal::new(false);
    let close = Callback::new(move |()| is_granting.set(false));
    let form = move || {
        is_granting.get().then(|| {
            let kind = GrantFormKind::ToMember(untrack(reference));
            view! { <GrantForm organization kind on_done=close on_close=close/> }
        })
    };
    let lede = Signal::derive(move || match answer.get() {
        Some(Ok(grants)) => match grants.by_role {
            Some(level) => (said.texts().member_by_role)((said.texts().level)(level)),
            None => said.texts().member_no_role.to_owned(),
        },
        _ => String::new(),
    });
    let row = move |grant: Grant| {
        let member = untrack(reference);
        view! { <GrantRow organization member grant can_grant/> }
    };
    let rows = move || match answer.get() {
        Some(Ok(grants)) if grants.items.is_empty() => {
            view! { <p class="r-hint">{move || said.texts().no_grants}</p> }.into_any()
        }
        Some(Ok(grants)) => {
            view! { <ul class="r-rows r-rows--wrap">{grants.items.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
        Some(Err(_)) => view! { <p class="r-hint" role="status">{move || said.texts().grants_failed}</p> }.into_any(),
        None => ().into_any(),
    };
    let content = move || {
        sees().then(|| {
            view! {
                <Section title=said.label(|texts| texts.member_title) lede>
                    {rows}
                    {move || can_grant.get().then(|| view! {
                        <div class="r-btns">
                            <Button icon=IconName::Device on_press=move |()| is_granting.set(true)>
                                {move || said.texts().grant}
                            </Button>
                        </div>
                    })}
                </Section>
            }
        })
    };
    view! {
        {content}
        {form}
    }
}

#[component]
fn GrantRow(organization: OrganizationId, member: MemberRef, grant: Grant, can_grant: Memo<bool>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<DeviceTexts>();
    let name = target_name(&grant);
    let (icon, target) = match &grant.device {
        Some(device) => {
            let href = paths.device(organization, device.id);
            (target_icon(false), view! { <a class="r-link r-link--quiet" href=href><bdi>{name}</bdi></a> }.into_any())
        }
        None => (target_icon(true), view! { <bdi>{name}</bdi> }.into_any()),
    };
    let (level, until) = (grant.level, grant.until.clone());
    let is_by_request = grant.request.is_some();
    let source = move || is_by_request.then(|| view! { <span class="r-muted">{said.texts().by_request}</span> });
    let end = move || until.as_ref().map(|day| (said.texts().until)(&i18n.format().plain_day(day)));
    let buttons = move || {
        can_grant.get().then(|| {
            view! {
                <GrantButtons
                    organization
                    member=member.clone()
                    grant=grant.clone()
                    on_done=Callback::new(|()| {})
                />
            }
        })
    };
    view! {
        <li>
            {icon}
            <span class="r-rows__title">{target}</span>
            <span class="r-rows__end">
                {source}
                <span class="r-muted">{end}</span>
                <span class="r-badge">{move || (said.texts().level)(level)}</span>
                {buttons}
            </span>
        </li>
    }
}
