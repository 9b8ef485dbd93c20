//! Signing in.

use leptos::prelude::*;

use super::{
    framed_notice::FramedNotice,
    lazy::lazy,
    second_factor_form::second_factor_title,
    sign_in_form::{SignInForm, Step},
};
use crate::{
    components::{LanguageMenu, SignInLayout},
    host::{History, StorageKey, random_key, use_host},
    i18n::{SignInTexts, use_i18n},
    location::use_location,
    paths::{parameters, use_paths},
    preferences::use_preferences,
    queries::use_queries,
    router::use_route,
};

lazy! {
    /// The page, loaded when it is first shown.
    pub sign_in: sign_in() => view! { <SignIn/> };
}

/// The page that signs in; never inside another's page, which could imitate what is around the password.
#[component]
fn SignIn() -> impl IntoView {
    if use_host().is_framed() {
        let path = [use_paths().sign_in(None), untrack(|| use_location().search())].concat();
        return view! { <FramedNotice path texts=|texts: &'static SignInTexts| &texts.elsewhere/> }.into_any();
    }
    view! { <SignInPage/> }.into_any()
}

/// The sign-in page: password, then the second factor where the account has one. Goes on to where the reader wanted.
#[component]
fn SignInPage() -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    host.remove_painted_shell();
    let step = RwSignal::new(Step::Password);
    let title = move || {
        let (common, texts) = (&i18n.texts().common, i18n.of::<SignInTexts>().texts());
        match step.get() {
            Step::Password => (common.sign_in, common.one_account),
            Step::SecondFactor(factor) => second_factor_title(factor, texts),
        }
    };
    Effect::new(move |_| host.set_page_title(&[title().0]));
    let enter = use_enter();
    let server = queries.server();
    let demo_accounts =
        move || server.get().and_then(Result::ok).map(|server| server.demo_accounts).unwrap_or_default();
    view! {
        <SignInLayout
            title=Signal::derive(move || title().0.to_owned())
            lede=Signal::derive(move || title().1.to_owned())
            foot=use_language_menu()
        >
            <SignInForm step demo_accounts=Signal::derive(demo_accounts) on_done=enter/>
        </SignInLayout>
    }
}

/// What happens once somebody is signed in: nothing of whoever was here before stays, and on to the wanted page.
fn use_enter() -> Callback<()> {
    let (host, location, paths, queries) = (use_host(), use_location(), use_paths(), use_queries());
    let route = use_route();
    Callback::new(move |()| {
        queries.clear();
        host.store(StorageKey::SignedIn, Some(&random_key()));
        let wanted = parameters(&untrack(|| location.search())).into_iter().find(|(name, _)| name == "next");
        match wanted {
            Some((_, next)) if !route.is_app_url(&next) => host.leave_for(&next),
            wanted => {
                let next = wanted.map_or_else(|| paths.start(), |(_, next)| next);
                location.go(&next, History::Replace);
            }
        }
    })
}

/// The choice of a language at the foot of pages without an account menu.
pub fn use_language_menu() -> ViewFn {
    let preferences = use_preferences();
    let choose = Callback::new(move |language| preferences.choose_language(language));
    ViewFn::from(move || view! { <LanguageMenu on_language=choose/> })
}
