//! One's own account: profile, security, preferences.

mod email;
mod frame;
mod organizations;
mod passkey_dialogs;
mod passkeys;
mod password;
mod preferences;
mod profile;
mod recovery_codes;
mod security;
mod sessions;
mod set_up_totp;

use api_types::OwnAccount;
use leptos::prelude::*;

use super::{error_message::ErrorPanel, lazy::lazy};
use crate::{
    api::ApiError,
    components::UserSkeleton,
    host::use_host,
    i18n::{AccountTexts, use_i18n},
    paths::{AccountPage, use_paths},
    queries::use_queries,
    router::use_route,
};

pub use frame::AccountLayout;

lazy! {
    /// The pages of the account, loaded when the first of them is shown.
    pub account page: account() => view! { <Account/> };
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Shown,
    Failed(ApiError),
}

/// The page of the account in the URL, beside the others.
#[component]
fn Account() -> impl IntoView {
    let (host, i18n, queries, route) = (use_host(), use_i18n(), use_queries(), use_route());
    let said = i18n.of::<AccountTexts>();
    let answer = queries.own_account();
    // What is on screen stays there while it is asked for again, also when that fails.
    let account = Memo::new(move |before: Option<&Option<OwnAccount>>| match answer.get() {
        Some(Ok(account)) => Some(account),
        _ => before.cloned().flatten(),
    });
    let state = Memo::new(move |_| match answer.get() {
        _ if account.with(Option::is_some) => State::Shown,
        Some(Err(error)) => State::Failed(error),
        _ => State::Waiting,
    });
    let page = Memo::new(move |_| route.account_page().unwrap_or_default());
    Effect::new(move |_| host.set_page_title(&[title(page.get(), said.texts()), said.texts().title]));
    let retry = Callback::new(move |()| queries.refresh());
    let lede = move || {
        let lede = said.texts().lede;
        account.with(|account| account.as_ref().map(|account| lede(&account.name, &account.email)))
    };
    // The account changes often; only whether there is one makes the page anew.
    let first = move || account.get_untracked();
    let content = move || match (state.get(), page.get()) {
        (State::Failed(error), _) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        (State::Waiting, _) => view! { <UserSkeleton/> }.into_any(),
        (State::Shown, page) => {
            let Some(first) = first() else { return ().into_any() };
            let account = Memo::new(move |_| account.get().unwrap_or_else(|| first.clone()));
            match page {
                AccountPage::Profile => view! { <profile::Profile account/> }.into_any(),
                AccountPage::Security => view! { <security::Security account/> }.into_any(),
                AccountPage::Preferences => view! { <preferences::PreferencesPage account/> }.into_any(),
            }
        }
    };
    view! {
        <div class="r-page">
            <div>
                <div class="r-page__head"><h1 class="r-page__title">{move || said.texts().title}</h1></div>
                <p class="r-lede">{lede}</p>
            </div>
        </div>
        <div class="r-settings">
            <PageLinks page/>
            <div class="r-settings__main">{content}</div>
        </div>
    }
}

fn title(page: AccountPage, texts: &AccountTexts) -> &'static str {
    match page {
        AccountPage::Profile => texts.profile,
        AccountPage::Security => texts.security,
        AccountPage::Preferences => texts.preferences,
    }
}

/// Links to the pages of the account.
#[component]
fn PageLinks(page: Memo<AccountPage>) -> impl IntoView {
    let said = use_i18n().of::<AccountTexts>();
    let paths = use_paths();
    let link = move |it: AccountPage| {
        view! {
            <li>
                <a
                    class="r-navitem"
                    href=paths.account(it)
                    aria-current=move || (page.get() == it).then_some("page")
                >
                    {move || title(it, said.texts())}
                </a>
            </li>
        }
    };
    view! {
        <nav class="r-subnav" aria-label=move || said.texts().title>
            <ul>{AccountPage::ALL.map(link).collect_view()}</ul>
        </nav>
    }
}
