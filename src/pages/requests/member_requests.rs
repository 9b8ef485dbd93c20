//! The waiting requests of one user, on the page of the user.

use std::sync::Arc;

use api_types::{AccessRequest, Member, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::{lazy::lazy, list::action::Requested},
    actions::{APPROVE, APPROVE_AS, DECLINE},
    answer::can_answer,
    panel::day_text,
    row::level_badge,
    run_actions::RequestActions,
};
use crate::{
    access::use_access,
    i18n::{RequestTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Icon, IconButton, IconName, RowRef, Section},
};

lazy! {
    /// The section, loaded with the page. Nothing where no request waits.
    pub pages quiet: member_requests(organization: OrganizationId, member: Memo<Member>) =>
        view! { <MemberRequests organization member/> };
}

#[component]
fn MemberRequests(organization: OrganizationId, member: Memo<Member>) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let said = i18n.of::<RequestTexts>();
    let id = Memo::new(move |_| member.with(|member| member.id));
    let can_answer = move || access.can(Permission::DevicesGrant) && access.can(Permission::MembersRead);
    let answer = use_queries().waiting_requests(move || can_answer().then(|| (organization, id.get())));
    let waiting = Memo::new(move |before: Option<&Vec<AccessRequest>>| match answer.get() {
        Some(Ok(list)) => list.items,
        _ => before.cloned().unwrap_or_default(),
    });
    let requested: Requested = RwSignal::new(None);
    let row = move |request: AccessRequest| view! { <Row request requested/> };
    let section = move || {
        let requests = waiting.get();
        (!requests.is_empty()).then(|| {
            view! {
                <Section title=said.label(|texts| texts.member_title)>
                    <ul class="r-rows r-rows--wrap">{requests.into_iter().map(row).collect_view()}</ul>
                </Section>
            }
        })
    };
    view! {
        {section}
        <RequestActions requested/>
    }
}

#[component]
fn Row(request: AccessRequest, requested: Requested) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let (level, until, name) = (request.level, request.until.clone(), request.member.name.clone());
    let (target, reason) = (request.target.clone().unwrap_or_default(), request.reason.clone());
    let is_above = request.answerable.is_some_and(|highest| request.level > highest);
    let is_open = can_answer(&request);
    let id = request.id.to_string();
    let row: RowRef = Arc::new(request);
    let press = move |action: &'static str| {
        let row = row.clone();
        Callback::new(move |()| requested.set(Some((action, vec![row.clone()]))))
    };
    let (approve, approve_as, decline) =
        (press(if is_above { APPROVE_AS } else { APPROVE }), press(APPROVE_AS), press(DECLINE));
    let buttons = is_open.then(|| {
        let label = Signal::derive(move || (said.texts().approve_as_person)(&name));
        view! {
            <span class="r-btns">
                <Button small=true on_press=approve>{move || said.texts().approve}</Button>
                <IconButton icon=IconName::Edit small=true label on_press=approve_as/>
                <Button kind=ButtonKind::Ghost small=true on_press=decline>{move || said.texts().decline}</Button>
            </span>
        }
    });
    view! {
        <li data-row-id=id>
            <Icon name=IconName::Inbox/>
            <div class="r-rows__body">
                <div class="r-rows__title"><bdi>{target}</bdi></div>
                <div class="r-rows__text r-lines" dir="auto">{reason}</div>
            </div>
            <span class="r-rows__end">
                <span class="r-muted">{move || day_text(until.as_deref(), i18n)}</span>
                {move || level_badge(level, i18n)}
                {buttons}
            </span>
        </li>
    }
}
