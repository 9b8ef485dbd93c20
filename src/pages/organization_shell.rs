//! The shell around the pages of an organization: sections, collapsing, the user's account.

use api_types::{Organization, Permission};
use leptos::{children::ToChildren, prelude::*};

use super::{
    create_organization::CreateOrganization,
    jobs::{job_place, provide_job_feed},
    lazy::lazy,
    organization::use_current_organization,
    signed_in::{use_current_user, use_sign_out},
    switcher::organizations,
};
use crate::{
    access::use_access,
    components::{AccountItems, AccountMenu, AppShell, NavigationItem},
    host::{History, StorageKey, use_host},
    i18n::{Texts, use_i18n},
    location::use_location,
    paths::{AccountPage, Section, use_paths},
    preferences::use_preferences,
    ui::{IconName, PopoverControl},
};

/// The shell of the organization in the URL, around its page.
#[component]
pub fn OrganizationShell(
    /// The organization, once it is known.
    organization: Memo<Option<Organization>>,
    /// The section on screen.
    section: Memo<Option<Section>>,
    children: Children,
) -> impl IntoView {
    let (host, preferences) = (use_host(), use_preferences());
    let switcher_control = PopoverControl::new();
    let (is_drawer_open, is_creating) = (RwSignal::new(false), RwSignal::new(false));
    let is_collapsed = RwSignal::new(host.stored(StorageKey::Navigation).is_some());
    let toggle = {
        let host = host.clone();
        move || {
            is_collapsed.update(|it| *it = !*it);
            host.store(StorageKey::Navigation, is_collapsed.get_untracked().then_some("collapsed"));
        }
    };
    let on_collapse = Callback::new({
        let toggle = toggle.clone();
        move |()| toggle()
    });
    let keys = host.clone();
    host.on_keydown(move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if plain && event.key() == "[" && untrack(|| preferences.has_shortcuts()) && !keys.is_typing() {
            event.prevent_default();
            toggle();
        }
    });
    let account = Callback::new(|compact| view! { <Account compact/> }.into_any());
    let feed = provide_job_feed();
    let jobs = Callback::new(move |in_navigation| job_place(feed, in_navigation));
    // Close the drawer when a link in it was followed, or the list of jobs opened.
    Effect::new(move |_| {
        section.track();
        feed.is_open.track();
        is_drawer_open.set(false);
    });
    view! {
        <AppShell
            organization
            items=use_items(section)
            is_collapsed
            is_bare=host.options().hides_navigation
            // In a page of somebody else, an image would be asked for without what identifies the reader.
            shows_logo=!host.options().is_embedded
            is_drawer_open
            switcher_control
            on_collapse
            account
            jobs
            switcher=ToChildren::to_children(move || {
                organizations(organization, section, switcher_control, is_creating)
            })
        >
            {jobs.run(false)}
            {children()}
        </AppShell>
        <CreateOrganization open=is_creating/>
    }
}

/// The sections that this reader may see.
fn use_items(section: Memo<Option<Section>>) -> Callback<(), Vec<NavigationItem>> {
    let (paths, current, access) = (use_paths(), use_current_organization(), use_access());
    Callback::new(move |()| {
        let Some(organization) = current.id() else { return Vec::new() };
        let loaded = current.organization();
        // Until the organization is loaded, only the current section is shown.
        let shows = |it: Section| match (&loaded, it) {
            (None, _) | (_, Section::Home) if section.get() == Some(it) => true,
            (None, _) => false,
            (_, Section::Home) => !access.can(Permission::MembersRead),
            (_, Section::Users) => access.can(Permission::MembersRead),
            (_, Section::Roles) => access.can(Permission::RolesRead),
            (_, Section::Companies) => access.can(Permission::MembersRead),
            (_, Section::Devices) => access.can(Permission::DevicesRead),
            (_, Section::AccessRequests) => access.can(Permission::DevicesGrant) && access.can(Permission::MembersRead),
            (_, Section::Contacts) => access.can(Permission::ContactsRead),
            (_, Section::AuditLog) => access.can(Permission::AuditRead),
            (_, Section::Settings) => {
                access.can(Permission::OrganizationManage) || access.can(Permission::ApiKeysManage)
            }
        };
        let item = |it: Section| {
            let (icon, label): (_, fn(&'static Texts) -> &'static str) = match it {
                Section::Home => (IconName::Home, |texts| texts.shell.home),
                Section::Users => (IconName::Users, |texts| texts.shell.users),
                Section::Roles => (IconName::Role, |texts| texts.shell.roles),
                Section::Companies => (IconName::Company, |texts| texts.shell.companies),
                Section::Devices => (IconName::Device, |texts| texts.shell.devices),
                Section::AccessRequests => (IconName::Inbox, |texts| texts.shell.access_requests),
                Section::Contacts => (IconName::Contact, |texts| texts.shell.contacts),
                Section::AuditLog => (IconName::Log, |texts| texts.shell.audit_log),
                Section::Settings => (IconName::Settings, |texts| texts.shell.settings),
            };
            let count = loaded.as_ref().and_then(|organization| match it {
                Section::Users => organization.seats.map(|seats| seats.used),
                Section::Devices => organization.devices,
                Section::AccessRequests => organization.access_requests.filter(|waiting| *waiting > 0),
                Section::Contacts => organization.contacts,
                _ => None,
            });
            let is_waiting = it == Section::AccessRequests;
            let href = if is_waiting { paths.waiting_requests(organization) } else { paths.section(organization, it) };
            NavigationItem { icon, label, href, count, is_waiting, is_current: section.get() == Some(it) }
        };
        Section::ALL.into_iter().filter(|it| shows(*it)).map(item).collect()
    })
}

/// The reader's account, as a button with a menu.
#[component]
pub(super) fn Account(compact: bool) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let current_user = use_current_user();
    let role = Signal::derive(move || match (current.organization(), current.roles(i18n.texts())) {
        (Some(_), roles) if roles.is_empty() => i18n.texts().shell.no_role.to_owned(),
        (_, roles) => roles,
    });
    let name = Signal::derive(move || current_user.session().map(|session| session.account.name).unwrap_or_default());
    view! {
        <AccountMenu name role compact>
            {account_choices()}
        </AccountMenu>
    }
}

lazy! {
    /// The inside of the account's menu, loaded when it opens.
    menus: account_choices() => view! { <AccountChoices/> };
}

/// What is in the account's menu.
#[component]
fn AccountChoices() -> impl IntoView {
    let (location, paths) = (use_location(), use_paths());
    let go = move |page| {
        let url = paths.account(page);
        Callback::new(move |()| location.go(&url, History::Push))
    };
    view! {
        <AccountItems
            on_account=go(AccountPage::Profile)
            on_preferences=go(AccountPage::Preferences)
            on_sign_out=use_sign_out()
        />
    }
}
