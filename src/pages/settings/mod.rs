//! The settings of an organization, and the keys of its programs.

mod api_key_dialogs;
mod api_keys;
mod branding;
mod closed;
mod danger;
mod delete;
mod export;
mod field;
mod form;
mod general;
mod invitations;
mod logo;
mod save_bar;
mod security;
mod subscription;

use api_types::{OrganizationId, OrganizationSettings, Permission};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use self::closed::Closed;
use super::{error_message::ErrorPanel, lazy::lazy, not_found::NotFound, organization::use_current_organization};
use crate::{
    access::use_access,
    api::ApiError,
    components::UserSkeleton,
    host::use_host,
    i18n::{SettingsTexts, use_i18n},
    paths::{SettingsPage, use_paths},
    queries::use_queries,
    router::use_route,
};

lazy! {
    /// The pages of the settings, loaded when the first of them is shown.
    pub settings page: settings() => view! { <Settings/> };
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    NotFound,
    Failed(ApiError),
    Shown(SettingsPage),
}

/// The page that the URL names, beside the others. In place of a closed organization, its panel.
#[component]
fn Settings() -> impl IntoView {
    let (host, i18n, queries, route) = (use_host(), use_i18n(), use_queries(), use_route());
    let said = i18n.of::<SettingsTexts>();
    let (current, pages) = (use_current_organization(), use_pages());
    let page = Memo::new(move |_| {
        let name = route.settings_page();
        let named = pages.get().into_iter().find(|page| page.segment() == name);
        // The navigation leads to the first page, whichever that is for this reader.
        let first = || pages.get().first().copied().filter(|_| name == SettingsPage::General.segment());
        named.or_else(first)
    });
    let manages = Memo::new(move |_| pages.with(|pages| pages.contains(&SettingsPage::General)));
    let answer = queries.organization_settings(move || current.id().filter(|_| manages.get()));
    // What is on screen stays there while it is asked for again, also when that fails.
    let settings = Memo::new(move |before: Option<&Option<OrganizationSettings>>| match answer.get() {
        Some(Ok(settings)) => Some(settings),
        _ => before.cloned().flatten(),
    });
    let is_loaded = Memo::new(move |_| current.organization().is_some());
    let state = Memo::new(move |_| match page.get() {
        _ if !is_loaded.get() => State::Waiting,
        None => State::NotFound,
        Some(SettingsPage::ApiKeys) => State::Shown(SettingsPage::ApiKeys),
        Some(page) if settings.with(Option::is_some) => State::Shown(page),
        Some(_) => match answer.get() {
            Some(Err(error)) if error.is_not_found() => State::NotFound,
            Some(Err(error)) => State::Failed(error),
            _ => State::Waiting,
        },
    });
    Effect::new(move |_| {
        if let Some(page) = page.get() {
            host.set_page_title(&[title(page, said.texts()), i18n.texts().shell.settings, &current.name()]);
        }
    });
    let retry = Callback::new(move |()| queries.refresh());
    let content = move || match state.get() {
        State::NotFound => ().into_any(),
        State::Waiting => view! { <UserSkeleton/> }.into_any(),
        State::Failed(error) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        State::Shown(page) => shown(page, current.id(), settings),
    };
    let is_unknown = Memo::new(move |_| state.with(|state| *state == State::NotFound));
    let content = StoredValue::new(content);
    let organization = queries.organization(Memo::new(move |_| current.id()));
    let closed = Memo::new(move |_| {
        organization.with(|it| match it {
            Some(Err(error)) if error.is_closed() => Some(error.is_deleted()),
            _ => None,
        })
    });
    move || {
        if let Some(is_deleted) = closed.get() {
            return view! { <Closed is_deleted/> }.into_any();
        }
        if is_unknown.get() {
            return view! { <NotFound/> }.into_any();
        }
        view! {
            <div class="r-page">
                <div class="r-page__head">
                    <h1 class="r-page__title">{move || i18n.texts().shell.settings}</h1>
                </div>
            </div>
            <div class="r-settings">
                <PageLinks pages page/>
                {content.get_value()}
            </div>
        }
        .into_any()
    }
}

/// A page. The settings change often; only another page, or another organization, makes it anew.
fn shown(
    page: SettingsPage,
    organization: Option<OrganizationId>,
    settings: Memo<Option<OrganizationSettings>>,
) -> AnyView {
    let Some(organization) = organization else { return ().into_any() };
    if page == SettingsPage::ApiKeys {
        return view! { <api_keys::ApiKeysPage organization/> }.into_any();
    }
    let Some(first) = settings.get_untracked() else { return ().into_any() };
    let settings = Memo::new(move |_| settings.get().unwrap_or_else(|| first.clone()));
    match page {
        SettingsPage::General => view! { <general::General organization settings/> }.into_any(),
        SettingsPage::Security => view! { <security::Security organization settings/> }.into_any(),
        SettingsPage::Invitations => view! { <invitations::Invitations organization settings/> }.into_any(),
        SettingsPage::Branding => view! { <branding::Branding organization settings/> }.into_any(),
        SettingsPage::Subscription | SettingsPage::ApiKeys => {
            view! { <subscription::Subscription settings/> }.into_any()
        }
    }
}

/// The pages that this reader can open.
fn use_pages() -> Memo<Vec<SettingsPage>> {
    let access = use_access();
    Memo::new(move |_| {
        let can = |page: &SettingsPage| {
            access.can(match page {
                SettingsPage::ApiKeys => Permission::ApiKeysManage,
                _ => Permission::OrganizationManage,
            })
        };
        SettingsPage::ALL.into_iter().filter(can).collect()
    })
}

fn title(page: SettingsPage, texts: &SettingsTexts) -> &'static str {
    match page {
        SettingsPage::General => texts.general,
        SettingsPage::Security => texts.security,
        SettingsPage::Invitations => texts.invitations,
        SettingsPage::Branding => texts.branding.title,
        SettingsPage::Subscription => texts.subscription,
        SettingsPage::ApiKeys => texts.api_keys,
    }
}

/// Links to the pages.
#[component]
fn PageLinks(pages: Memo<Vec<SettingsPage>>, page: Memo<Option<SettingsPage>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let (paths, current) = (StoredValue::new(use_paths()), use_current_organization());
    let link = move |it: SettingsPage| {
        let href = move || current.id().map(|id| paths.with_value(|paths| paths.settings(id, it)));
        view! {
            <li>
                <a class="r-navitem" href=href aria-current=move || (page.get() == Some(it)).then_some("page")>
                    {move || title(it, said.texts())}
                </a>
            </li>
        }
    };
    // Where the links are a strip, the one to this page is in it.
    let strip = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        page.track();
        let Some(strip) = strip.get() else { return };
        request_animation_frame(move || {
            let link = strip.query_selector("[aria-current]").ok().flatten();
            if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
                let middle = link.offset_left() + link.offset_width() / 2;
                strip.set_scroll_left(middle - strip.client_width() / 2);
            }
        });
    });
    view! {
        <nav class="r-subnav" node_ref=strip aria-label=move || i18n.texts().shell.settings>
            <ul>{move || pages.get().into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
