//! The shell around an organization's pages, at work: switching, creating, collapsing, signing out.

use api_types::{NewOrganization, Organization, OrganizationId, Permission};
use leptos::{children::ToChildren, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    failure::words,
    organization::use_current,
    signed_in::{Reader, use_sign_out},
};
use crate::{
    access::use_access,
    api::ApiError,
    components::{AccountMenu, CreateOrganizationDialog, NavigationItem, Shell, Switcher},
    forms::{NewOrganizationDraft, OrganizationField},
    host::{Remembered, use_host},
    i18n::use_i18n,
    paths::{Section, use_paths},
    preferences::use_preferences,
    queries::use_queries,
    ui::{IconName, PopoverControl, use_toaster},
};

/// The shell of the organization in the address, around its page.
#[component]
pub fn Switching(
    /// The organization, once it is known.
    #[prop(into)]
    organization: Signal<Option<Organization>>,
    /// The section on screen.
    #[prop(into)]
    section: Signal<Option<Section>>,
    children: Children,
) -> impl IntoView {
    let host = use_host();
    let switching = PopoverControl::new();
    let (drawer, creating) = (RwSignal::new(false), RwSignal::new(false));
    let collapsed = RwSignal::new(host.remembered(Remembered::Navigation).is_some());
    let toggle = {
        let host = host.clone();
        move || {
            collapsed.update(|collapsed| *collapsed = !*collapsed);
            host.remember(Remembered::Navigation, collapsed.get_untracked().then_some("collapsed"));
        }
    };
    let on_collapse = Callback::new({
        let toggle = toggle.clone();
        move |()| toggle()
    });
    let keys = host.clone();
    host.on_keydown(move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if plain && event.key() == "[" && !keys.is_typing() {
            event.prevent_default();
            toggle();
        }
    });
    let account = Callback::new(|compact| view! { <Account compact/> }.into_any());
    // A followed link has done what the drawer was opened for.
    Effect::new(move |_| {
        section.track();
        drawer.set(false);
    });
    view! {
        <Shell
            organization
            items=use_items(section)
            collapsed
            bare=host.options().without_navigation
            drawer
            switching
            on_collapse
            account
            switcher=ToChildren::to_children(move || view! { <Organizations active=organization section switching creating/> })
        >
            {children()}
        </Shell>
        <CreateOrganization open=creating/>
    }
}

/// The sections that this reader may see.
fn use_items(section: Signal<Option<Section>>) -> Signal<Vec<NavigationItem>> {
    let (paths, current, access) = (use_paths(), use_current(), use_access());
    Signal::derive(move || {
        let Some(organization) = current.id() else { return Vec::new() };
        let users = current.organization().and_then(|it| it.seats).map(|seats| seats.used);
        let item = |it: Section| {
            let current = section.get() == Some(it);
            let href = paths.section(organization, it);
            match it {
                Section::Users => {
                    let label = |texts: &'static crate::i18n::Texts| texts.shell.users;
                    Some(NavigationItem { icon: IconName::Users, label, href, count: users, current })
                }
                Section::Roles if access.can(Permission::RolesRead) => {
                    let label = |texts: &'static crate::i18n::Texts| texts.shell.roles;
                    Some(NavigationItem { icon: IconName::Role, label, href, count: None, current })
                }
                Section::Roles => None,
            }
        };
        Section::ALL.into_iter().filter_map(item).collect()
    })
}

/// The reader's account, with what belongs to the reader rather than to the organization.
#[component]
fn Account(compact: bool) -> impl IntoView {
    let (i18n, preferences, current) = (use_i18n(), use_preferences(), use_current());
    let reader: Reader = expect_context();
    let role = Signal::derive(move || match (current.organization(), current.roles()) {
        (Some(_), roles) if roles.is_empty() => i18n.texts().shell.no_role.to_owned(),
        (_, roles) => roles,
    });
    let sign_out = use_sign_out();
    view! {
        <AccountMenu
            account=Signal::derive(move || reader.session().map(|session| session.account))
            role
            compact
            theme=Signal::derive(move || preferences.theme())
            on_theme=Callback::new(move |theme| preferences.choose_theme(theme))
            on_locale=Callback::new(move |locale| preferences.choose_locale(locale))
            on_sign_out=sign_out
        />
    }
}

/// Goes to an organization and keeps the section.
fn use_switch(section: Signal<Option<Section>>) -> Callback<OrganizationId> {
    let (paths, navigate) = (use_paths(), use_navigate());
    Callback::new(move |organization| {
        let section = section.get_untracked().unwrap_or_default();
        let options = NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() };
        navigate(&paths.section(organization, section), options);
    })
}

/// The reader's organizations, asked for while the switcher is open.
#[component]
fn Organizations(
    active: Signal<Option<Organization>>,
    section: Signal<Option<Section>>,
    switching: PopoverControl,
    creating: RwSignal<bool>,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let settled = use_settled(search.into());
    let pages = use_queries().organizations(settled);
    let switch = use_switch(section);
    let on_choose = Callback::new(move |organization| {
        switching.close();
        switch.run(organization);
    });
    let on_create = Callback::new(move |()| {
        switching.close();
        creating.set(true);
    });
    view! {
        <Switcher
            active
            organizations=pages.rows()
            total=pages.total()
            busy=pages.busy()
            failed=Signal::derive(move || pages.failure().get().is_some())
            search
            on_more=Callback::new(move |()| pages.more())
            on_retry=Callback::new(move |()| pages.retry())
            on_choose
            on_create
        />
    }
}

/// What was typed, once the reader has paused for a moment.
fn use_settled(typed: Signal<String>) -> Signal<String> {
    let settled = RwSignal::new(typed.get_untracked());
    Effect::new(move |_| {
        let text = typed.get();
        let timer = set_timeout_with_handle(move || settled.set(text), std::time::Duration::from_millis(120));
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    settled.into()
}

/// The dialog that creates an organization and then goes there.
#[component]
pub fn CreateOrganization(open: RwSignal<bool>) -> impl IntoView {
    move || open.get().then(|| view! { <CreateForm open/> })
}

#[component]
fn CreateForm(open: RwSignal<bool>) -> impl IntoView {
    let (i18n, queries, toaster) = (use_i18n(), use_queries(), use_toaster());
    let (name, number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, busy) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let failure = RwSignal::new(None::<ApiError>);
    let switch = use_switch(Signal::stored(None));
    // The same until it succeeds: pressing again after a lost answer creates nothing twice.
    let key = StoredValue::new(crate::host::random_key());
    let create = Callback::new(move |()| {
        let draft = NewOrganizationDraft { name: name.get_untracked(), number: number.get_untracked() };
        let new: NewOrganization = match (busy.get_untracked(), draft.validated()) {
            (true, _) => return,
            (_, Err(fields)) => return wrong.set(fields),
            (_, Ok(new)) => new,
        };
        wrong.set(Vec::new());
        busy.set(true);
        spawn_local(async move {
            let answer = queries.api().create_organization(&new, &key.get_value()).await;
            busy.set(false);
            match answer {
                Ok(created) => {
                    open.set(false);
                    queries.refresh();
                    toaster.show((i18n.texts().create_organization.created)(&created.name));
                    switch.run(created.id);
                }
                Err(error) => {
                    key.set_value(crate::host::random_key());
                    if let ApiError::Refused { problem, .. } = &error {
                        wrong.set(OrganizationField::refused(problem));
                    }
                    failure.set(Some(error).filter(|_| wrong.with_untracked(Vec::is_empty)));
                }
            }
        });
    });
    let error = move |matches: fn(OrganizationField) -> bool| {
        wrong.with(|wrong| wrong.iter().copied().find(|field| matches(*field)))
    };
    let name_error = Signal::derive(move || {
        let texts = &i18n.texts().create_organization;
        let missing = name.with(|name| name.trim().is_empty());
        error(|field| field == OrganizationField::Name)
            .map(|_| if missing { texts.name_missing } else { texts.name_too_long }.to_owned())
    });
    let number_error = Signal::derive(move || {
        let texts = &i18n.texts().create_organization;
        error(|field| field != OrganizationField::Name).map(|field| match field {
            OrganizationField::NumberTaken => texts.number_taken.to_owned(),
            _ => texts.number_invalid.to_owned(),
        })
    });
    view! {
        <CreateOrganizationDialog
            name
            number
            name_error
            number_error
            failure=Signal::derive(move || failure.get().map(|error| words(&error, i18n.texts()).to_owned()))
            busy
            on_submit=create
            on_close=Callback::new(move |()| open.set(false))
        />
    }
}
