//! The page of a contact: who it is, how to reach them, and what can be done with it.

use std::sync::Arc;

use api_types::{Contact, OrganizationId, Permission};
use leptos::prelude::*;

use super::{
    super::{
        error_message::ErrorPanel,
        lazy::lazy,
        list::action::{Requested, action_buttons, use_actions},
        not_found::NotFound,
        organization::use_current_organization,
        redirect_to_home::RedirectToHome,
    },
    definition::CONTACT_LIST,
    row::{phone_url, purpose_badges, reach_link},
    run_actions::ContactActions,
    use_contact_href,
};
use crate::{
    access::use_access,
    api::ApiError,
    components::{AccountAvatar, UserSkeleton},
    host::{History, use_host},
    i18n::{ContactTexts, PageTexts, use_i18n},
    location::use_location,
    paths::{Section, use_paths},
    queries::use_queries,
    router::use_route,
    ui::{self, Icon, IconName, Selection, nothing},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: contact() => view! { <ContactPage/> };
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown,
    NotFound,
    /// The reader sees no contacts here.
    Hidden,
    Failed(ApiError),
}

#[component]
fn ContactPage() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let (route, access) = (use_route(), use_access());
    let id = Memo::new(move |_| route.contact());
    let answer = queries.contact(move || Some((current.id()?, id.get()?)));
    let is_loaded = move || current.organization().is_some();
    let contact = Memo::new(move |before: Option<&Option<Contact>>| {
        let known = match answer.get() {
            Some(Err(error)) if error.is_not_found() || error.is_forbidden() => None,
            Some(Ok(contact)) => Some(contact),
            _ => before.cloned().flatten(),
        };
        known.filter(|contact| Some(contact.id) == id.get())
    });
    let state = Memo::new(move |_| match answer.get() {
        _ if is_loaded() && !access.can(Permission::ContactsRead) => State::Hidden,
        _ if id.get().is_none() => State::NotFound,
        _ if contact.with(Option::is_some) => State::Shown,
        Some(Err(error)) if error.is_not_found() && !is_loaded() => State::Waiting,
        Some(Err(error)) if error.is_not_found() || error.is_forbidden() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    Effect::new(move |_| {
        if let Some(contact) = contact.get() {
            host.set_page_title(&[&contact.name, &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    let requested: Requested = RwSignal::new(None);
    let (location, paths) = (use_location(), use_paths());
    let on_gone = Callback::new(move |()| {
        if let Some(organization) = untrack(|| current.id()) {
            location.go(&paths.section(organization, Section::Contacts), History::Push);
        }
    });
    let content = move || match (state.get(), current.id()) {
        (State::Shown, Some(organization)) => view! { <ContactContent organization contact requested/> }.into_any(),
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
        <ContactActions requested selection=Selection::new() on_gone/>
    }
}

#[component]
fn ContactContent(organization: OrganizationId, contact: Memo<Option<Contact>>, requested: Requested) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<ContactTexts>();
    let pages = i18n.of::<PageTexts>();
    let contacts = paths.section(organization, Section::Contacts);
    let name = move || contact.get().map(|contact| contact.name).unwrap_or_default();
    let facts = move || {
        let contact = contact.get()?;
        let text = |text: Option<String>| text.map(|text| view! { <bdi>{text}</bdi> });
        let badges = (!contact.purposes.is_empty()).then(|| purpose_badges(&contact.purposes, said));
        Some(view! { {text(contact.company)} {text(contact.title)} {badges} })
    };
    let actions = use_actions(&CONTACT_LIST, use_contact_href(), requested);
    let buttons = move || Some(action_buttons(&actions, Arc::new(contact.get()?)));
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=pages.label(|texts| texts.user.breadcrumb)>
                <a href=contacts>{said.label(|texts| texts.list.title)}</a>
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">
                    <bdi>{name}</bdi>
                </span>
            </nav>
        </div>
        <header class="r-person">
            {move || view! { <AccountAvatar name=name() large=true/> }}
            <div class="r-person__text">
                <h1><bdi>{name}</bdi></h1>
                <div class="r-person__meta">{facts}</div>
            </div>
            <div class="r-btns">{buttons}</div>
        </header>
        <div class="r-contact">
            {move || contact.get().map(|contact| view! { <About organization contact/> })}
        </div>
    }
}

/// What is known of the contact.
#[component]
fn About(organization: OrganizationId, contact: Contact) -> impl IntoView {
    let (i18n, access, paths) = (use_i18n(), use_access(), use_paths());
    let said = i18n.of::<ContactTexts>();
    let none = || nothing().into_any();
    let fact = move |label: fn(&'static ContactTexts) -> &'static str, value: AnyView| {
        view! {
            <div>
                <dt>{move || label(said.texts())}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let email = contact.email.map_or_else(none, |email| {
        let text = vec![email.clone().into()];
        reach_link(["mailto:", &email].concat(), email, text).into_any()
    });
    let phone = contact.phone.map_or_else(none, |phone| {
        let text = vec![phone.clone().into()];
        reach_link(phone_url(&phone), phone, text).into_any()
    });
    let language = contact.language;
    let language = move || language.as_deref().and_then(|tag| (said.texts().language)(tag)).unwrap_or("–");
    let note =
        contact.note.map_or_else(none, |note| view! { <p class="r-contact__note" dir="auto">{note}</p> }.into_any());
    let user = access.can(Permission::MembersRead).then(|| {
        let value = match contact.user {
            Some(user) => {
                let href = paths.user(organization, user.id);
                view! { <a class="r-link" href=href>{user.name}</a> }.into_any()
            }
            None => none(),
        };
        fact(|texts| texts.is_user, value)
    });
    let (created_at, changed_at) = (contact.created_at, contact.changed_at);
    let created = (move || i18n.format().date(&created_at)).into_any();
    let changed = (move || i18n.format().date(&changed_at)).into_any();
    view! {
        <ui::Section title=said.label(|texts| texts.about)>
            <dl class="r-facts">
                {fact(|texts| texts.email, email)}
                {fact(|texts| texts.phone, phone)}
                {fact(|texts| texts.language_label, language.into_any())}
                {user}
                {fact(|texts| texts.note, note)}
                {fact(|texts| texts.created_at, created)}
                {fact(|texts| texts.changed_at, changed)}
            </dl>
        </ui::Section>
    }
}
