//! Who can reach a device, and by which ways.

use api_types::{AccessBy, AccessWay, Device, DeviceAccess, DeviceRef, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::switcher::use_settled,
    grant::GrantButtons,
    grant_form::{GrantForm, GrantFormKind},
};
use crate::{
    access::use_access,
    components::target_icon,
    i18n::{DeviceTexts, Format, Texts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Button, ButtonKind, Icon, IconName, Section, use_text_value},
};

/// The people, page after page, and the button that gives access.
#[component]
pub fn Access(organization: OrganizationId, device: Memo<Option<Device>>) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let said = i18n.of::<DeviceTexts>();
    let can_grant = Memo::new(move |_| access.can(Permission::DevicesGrant));
    let is_granting = RwSignal::new(false);
    let (find, by) = (RwSignal::new(String::new()), RwSignal::new(None::<AccessBy>));
    let settled = use_settled(find.into());
    let view_of = Memo::new(move |_| (settled.get(), by.get()));
    let Some(id) = device.get_untracked().map(|device| device.id) else { return ().into_any() };
    let people = use_queries().device_access(organization, id, view_of);
    let reload = Callback::new(move |()| people.reload());
    let close = Callback::new(move |()| is_granting.set(false));
    let granted = Callback::new(move |()| {
        close.run(());
        people.reload();
    });
    let form = move || {
        let device = device.get_untracked().filter(|_| is_granting.get())?;
        let kind = GrantFormKind::ToDevice(DeviceRef { id: device.id, name: device.name });
        Some(view! { <GrantForm organization kind on_done=granted on_close=close/> })
    };
    let segment = move |value: Option<AccessBy>, label: fn(&'static DeviceTexts) -> &'static str| {
        view! {
            <button
                type="button"
                class="r-segment"
                aria-pressed=move || (by.get() == value).to_string()
                on:click=move |_| by.set(value)
            >
                {move || label(said.texts())}
            </button>
        }
    };
    let has_failed = move || people.failure().get().is_some();
    let rows = move || {
        let rows = people.rows().get();
        if rows.is_empty() && !people.busy().get() {
            let text = if has_failed() { said.texts().access_failed } else { said.texts().nobody };
            return view! { <p class="r-hint" role="status">{text}</p> }.into_any();
        }
        let row = |person: DeviceAccess| view! { <Person organization person can_grant on_done=reload/> };
        view! { <ul class="r-reach">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let retry = move || {
        has_failed().then(|| {
            view! { <Button on_press=move |()| people.retry()>{i18n.label(|texts| texts.common.try_again)}</Button> }
        })
    };
    let more = move || {
        (people.has_more() && !has_failed()).then(|| {
            view! {
                <Button busy=people.busy() on_press=move |()| people.more()>{move || said.texts().more_people}</Button>
            }
        })
    };
    view! {
        <Section title=said.label(|texts| texts.access) lede=said.label(|texts| texts.access_lede)>
            <div class="r-reachtools">
                <input
                    class="r-input"
                    type="search"
                    autocomplete="off"
                    maxlength="200"
                    aria-label=said.label(|texts| texts.find_person)
                    placeholder=said.label(|texts| texts.find_person)
                    node_ref=use_text_value(find.into())
                    on:input=move |event| find.set(event_target_value(&event))
                />
                <div class="r-segments" role="group" aria-label=said.label(|texts| texts.access)>
                    {segment(None, |texts| texts.by_all)}
                    {segment(Some(AccessBy::Role), |texts| texts.by_role_only)}
                    {segment(Some(AccessBy::Grant), |texts| texts.by_grant_only)}
                </div>
                {move || can_grant.get().then(|| view! {
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Plus
                        on_press=move |()| is_granting.set(true)
                    >
                        {move || said.texts().grant}
                    </Button>
                })}
            </div>
            {rows}
            {retry}
            {more}
        </Section>
        {form}
    }
    .into_any()
}

/// One person, with every way.
#[component]
fn Person(
    organization: OrganizationId,
    person: DeviceAccess,
    can_grant: Memo<bool>,
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<DeviceTexts>();
    let href = paths.user(organization, person.member.id);
    let (level, until, then) = (person.level, person.until.clone(), person.then);
    let end = move || {
        let day = until.as_ref().map(|day| i18n.format().plain_day(day))?;
        let then = then.map(|level| (said.texts().then)((said.texts().level)(level)));
        Some(view! {
            <span class="r-two">
                <span>{(said.texts().until)(&day)}</span>
                {then.map(|then| view! { <small>{then}</small> })}
            </span>
        })
    };
    let member = person.member.clone();
    let way = move |way: AccessWay| {
        let (icon, grant) = match &way.grant {
            None => (view! { <Icon name=IconName::Role/> }.into_any(), None),
            Some(grant) => (target_icon(grant.group.is_some()), Some(grant.clone())),
        };
        let member = member.clone();
        let text = move || way_text(&way, said.texts(), i18n.texts(), i18n.format());
        let buttons = move || {
            let grant = grant.clone().filter(|_| can_grant.get())?;
            Some(view! { <GrantButtons organization member=member.clone() grant on_done/> })
        };
        view! {
            <li>
                {icon}
                <span>{text}</span>
                {buttons}
            </li>
        }
    };
    view! {
        <li class="r-reach__row" data-row-id=person.member.id.to_string()>
            <div class="r-who__text">
                <a class="r-link r-link--quiet r-strong" href=href><bdi>{person.member.name}</bdi></a>
                <bdi class="r-who__mail" dir="ltr">{person.email}</bdi>
            </div>
            <span class="r-badge">{move || (said.texts().level)(level)}</span>
            <ul class="r-ways">{person.ways.into_iter().map(way).collect_view()}</ul>
            <div class="r-reach__until">{end}</div>
        </li>
    }
}

/// A way as a sentence: what it is, its level, by whom, and until when.
fn way_text(way: &AccessWay, said: &'static DeviceTexts, texts: &'static Texts, format: Format) -> String {
    let level = [" (", (said.level)(way.level), ")"].concat();
    if let Some(role) = &way.role {
        return [&*(said.way_role)(texts.role_name(&role.key, &role.name)), &level].concat();
    }
    let Some(grant) = &way.grant else { return level };
    let what = match &grant.group {
        Some(group) => (said.way_group)(&group.name),
        None => said.way_grant.to_owned(),
    };
    let told = if grant.request.is_some() { said.approved } else { said.given };
    let given = grant.granted_by.as_ref().map(|by| told(&by.name, &format.date(&grant.granted_at)));
    let until = grant.until.as_ref().map(|day| (said.until)(&format.plain_day(day)));
    let details = given.into_iter().chain(until).map(|text| [", ", &text].concat()).collect::<String>();
    [&*what, &level, &details].concat()
}
