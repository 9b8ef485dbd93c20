//! The organizations that the user belongs to, and leaving them.

use api_types::{Organization, OrganizationId};
use leptos::prelude::*;

use super::super::{error_message::ErrorPanel, leave::LeaveDialog, signed_in::use_last_organization};
use crate::{
    components::OrganizationAvatar,
    host::History,
    i18n::{AccountTexts, PanelTexts, use_i18n},
    location::use_location,
    paths::{Section as Place, use_paths},
    queries::use_queries,
    ui::{Button, ButtonKind, Section},
};

/// The list, with the user's roles in each.
#[component]
pub fn Organizations() -> impl IntoView {
    let (i18n, queries, paths, location) = (use_i18n(), use_queries(), use_paths(), use_location());
    let said = i18n.of::<AccountTexts>();
    let pages = queries.organizations(Signal::from(String::new()));
    let leaving = RwSignal::new(None::<(OrganizationId, String)>);
    let last = use_last_organization();
    let (start, paths) = (paths.start(), StoredValue::new(paths));
    let on_close = Callback::new(move |()| leaving.set(None));
    let on_left = Callback::new(move |()| {
        let left = leaving.get_untracked().map(|(organization, _)| organization);
        leaving.set(None);
        if left.is_some() && left == last.get_value() {
            // The navigation around this page is that organization's.
            last.set_value(None);
            return location.go(&start, History::Replace);
        }
        pages.reload();
    });
    let dialog = move || {
        let (organization, name) = leaving.get()?;
        Some(view! { <LeaveDialog organization name on_close on_left/> })
    };
    let row = move |organization: Organization| {
        let href = paths.with_value(|paths| paths.section(organization.id, place(&organization)));
        view! { <Row organization href leaving/> }
    };
    let list = move || match pages.failure().get() {
        Some(error) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            let retry = Callback::new(move |()| pages.retry());
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        None if pages.rows().with(Vec::is_empty) => {
            let text = move || (!pages.busy().get()).then(|| said.texts().organizations.none);
            view! { <p class="r-hint">{text}</p> }.into_any()
        }
        None => view! {
            <ul class="r-rows r-rows--wrap">
                <For each=move || pages.rows().get() key=|organization| organization.id children=row/>
            </ul>
        }
        .into_any(),
    };
    let more = move || {
        let label = move || said.texts().organizations.more;
        pages.has_more().then(|| {
            view! { <Button small=true busy=pages.busy() on_press=move |()| pages.more()>{label}</Button> }
        })
    };
    view! {
        <Section title=said.label(|texts| texts.organizations.title)>{list} {more}</Section>
        {dialog}
    }
}

/// Where a link to the organization leads: one that is closed is opened again in its settings.
fn place(organization: &Organization) -> Place {
    if organization.disabled { Place::Settings } else { Place::default() }
}

#[component]
fn Row(organization: Organization, href: String, leaving: RwSignal<Option<(OrganizationId, String)>>) -> impl IntoView {
    let i18n = use_i18n();
    let (said, panel) = (i18n.of::<AccountTexts>(), i18n.of::<PanelTexts>());
    let Organization { id, number, name, roles, disabled, erased_at, .. } = organization;
    let called = StoredValue::new(name.clone());
    let text = move || {
        let texts = &panel.texts().organizations;
        let closed = match &erased_at {
            Some(at) => Some((texts.deleted)(&i18n.format().date(at))),
            None => disabled.then(|| texts.disabled.to_owned()),
        };
        let number = (i18n.texts().shell.number)(&number);
        let parts =
            std::iter::once(number).chain(closed).chain(i18n.texts().role_names(&roles).into_iter().map(Into::into));
        parts.collect::<Vec<_>>().join(" · ")
    };
    let leave = (!disabled).then(|| {
        view! {
            <Button
                kind=ButtonKind::DangerQuiet
                small=true
                on_press=move |()| leaving.set(Some((id, called.get_value())))
            >
                {move || said.texts().organizations.leave}
                <span class="r-vh">{[" ", &called.get_value()].concat()}</span>
            </Button>
        }
    });
    view! {
        <li data-row-id=id.to_string()>
            <OrganizationAvatar name=name.clone()/>
            <div class="r-rows__body">
                <div class="r-rows__title"><a class="r-link" href=href><bdi>{name}</bdi></a></div>
                <div class="r-rows__text">{text}</div>
            </div>
            <div class="r-rows__end">{leave}</div>
        </li>
    }
}
