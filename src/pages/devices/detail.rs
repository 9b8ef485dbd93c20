//! The page of a device: what it is, what can be done with it, and who can reach it.

use std::sync::Arc;

use api_types::{DEVICES, Device, DeviceFilter, ListQuery, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::{
        error_message::ErrorPanel,
        lazy::lazy,
        list::action::{Requested, action_buttons, use_actions},
        not_found::NotFound,
        organization::use_current_organization,
        requests::{ask_button, no_access},
    },
    access::Access,
    definition::DEVICE_LIST,
    row::ThingAvatar,
    run_actions::DeviceActions,
    use_device_href,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::UserSkeleton,
    host::{History, use_host},
    i18n::{DeviceTexts, PageTexts, use_i18n},
    location::use_location,
    paths::{Section, use_paths},
    queries::use_queries,
    router::use_route,
    ui::{self, Icon, IconName, Selection},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: device() => view! { <DevicePage/> };
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown,
    NotFound,
    /// The reader sees no devices here.
    Hidden,
    Failed(ApiError),
}

#[component]
fn DevicePage() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let (route, access) = (use_route(), use_access());
    let id = Memo::new(move |_| route.device());
    let answer = queries.device(move || Some((current.id()?, id.get()?)));
    let is_loaded = move || current.organization().is_some();
    let device = Memo::new(move |before: Option<&Option<Device>>| {
        let known = match answer.get() {
            Some(Err(error)) if error.is_not_found() || error.is_forbidden() => None,
            Some(Ok(device)) => Some(device),
            _ => before.cloned().flatten(),
        };
        known.filter(|device| Some(device.id) == id.get())
    });
    let state = Memo::new(move |_| match answer.get() {
        _ if is_loaded() && !access.can(Permission::DevicesRead) => State::Hidden,
        _ if id.get().is_none() => State::NotFound,
        _ if device.with(Option::is_some) => State::Shown,
        Some(Err(error)) if error.is_not_found() && !is_loaded() => State::Waiting,
        Some(Err(error)) if error.is_not_found() || error.is_forbidden() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    Effect::new(move |_| {
        if let Some(device) = device.get() {
            host.set_page_title(&[&device.name, &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    let requested: Requested = RwSignal::new(None);
    let (location, paths) = (use_location(), use_paths());
    let on_gone = Callback::new(move |()| {
        if let Some(organization) = untrack(|| current.id()) {
            location.go(&paths.section(organization, Section::Devices), History::Push);
        }
    });
    // Another device has other people: its page begins anew.
    let shown = Memo::new(move |_| device.with(|device| device.as_ref().map(|device| device.id)));
    let content = move || match (state.get(), current.id(), shown.get()) {
        (State::Shown, Some(organization), Some(_)) => {
            view! { <DeviceContent organization device requested/> }.into_any()
        }
        (State::Hidden, Some(organization), _) => match id.get() {
            Some(device) => no_access(organization, device),
            None => view! { <NotFound/> }.into_any(),
        },
        (State::NotFound, ..) => view! { <NotFound/> }.into_any(),
        (State::Failed(error), ..) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        _ => view! { <UserSkeleton/> }.into_any(),
    };
    view! {
        {content}
        <DeviceActions requested selection=Selection::new() on_gone/>
    }
}

#[component]
fn DeviceContent(organization: OrganizationId, device: Memo<Option<Device>>, requested: Requested) -> impl IntoView {
    let (i18n, access, paths) = (use_i18n(), use_access(), use_paths());
    let said = i18n.of::<DeviceTexts>();
    let pages = i18n.of::<PageTexts>();
    let devices = paths.section(organization, Section::Devices);
    let group = move || {
        let group = device.get()?.group?;
        let query = ListQuery::new(&DEVICES).with_filter(DeviceFilter::Group.as_str(), &[&group.id.to_string()]);
        Some(view! {
            <Icon name=IconName::Right directional=true/>
            <a href=paths.list(organization, Section::Devices, &query)><bdi>{group.name}</bdi></a>
        })
    };
    let name = move || device.get().map(|device| device.name).unwrap_or_default();
    let facts = move || {
        let device = device.get()?;
        let people = device.people.map(|people| {
            view! {
                <span><Icon name=IconName::Users/> " " {(said.texts().reach_it)(i18n.format(), people.total)}</span>
            }
        });
        Some(view! {
            {device.kind.map(|kind| view! { <span>{kind}</span> })}
            <bdi dir="ltr" class="r-mono">{device.external_id}</bdi>
            {people}
        })
    };
    let actions = use_actions(&DEVICE_LIST, use_device_href(), requested);
    let buttons = move || Some(action_buttons(&actions, Arc::new(device.get()?)));
    let ask = device.get_untracked().map(|device| ask_button(organization, device.id, device.name));
    let sees_people = Memo::new(move |_| access.can(Permission::MembersRead));
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=pages.label(|texts| texts.user.breadcrumb)>
                <a href=devices>{said.label(|texts| texts.list.title)}</a>
                {group}
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">
                    <bdi>{name}</bdi>
                </span>
            </nav>
        </div>
        <header class="r-person">
            <ThingAvatar large=true/>
            <div class="r-person__text">
                <h1><bdi>{name}</bdi></h1>
                <div class="r-person__meta">{facts}</div>
            </div>
            <div class="r-btns">{ask} {buttons}</div>
        </header>
        <div class="r-detail">
            <div class="r-detail__main">
                {move || sees_people.get().then(|| view! { <Access organization device/> })}
            </div>
            <About device/>
        </div>
    }
}

/// What is known of the device.
#[component]
fn About(device: Memo<Option<Device>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<DeviceTexts>();
    let fact = move |label: fn(&'static DeviceTexts) -> &'static str, value: fn(&Device) -> Option<String>| {
        let value = move || device.with(|device| device.as_ref().and_then(value)).unwrap_or_else(|| "–".to_owned());
        view! {
            <div>
                <dt>{move || label(said.texts())}</dt>
                <dd><bdi>{value}</bdi></dd>
            </div>
        }
    };
    let date = move |label: fn(&'static DeviceTexts) -> &'static str, at: fn(&Device) -> &str| {
        let value = move || device.with(|device| device.as_ref().map(|device| i18n.format().date(at(device))));
        view! {
            <div>
                <dt>{move || label(said.texts())}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    view! {
        <aside class="r-detail__side" aria-label=said.label(|texts| texts.about)>
            <ui::Section title=said.label(|texts| texts.about)>
                <dl class="r-facts">
                    {fact(|texts| texts.external_id, |device| Some(device.external_id.clone()))}
                    {fact(|texts| texts.kind, |device| device.kind.clone())}
                    {fact(|texts| texts.location, |device| device.location.clone())}
                    {fact(|texts| texts.group, |device| device.group.as_ref().map(|group| group.name.clone()))}
                    {date(|texts| texts.created_at, |device| &device.created_at)}
                    {date(|texts| texts.changed_at, |device| &device.changed_at)}
                </dl>
            </ui::Section>
        </aside>
    }
}
