//! The sign-ins that a demonstration offers.

use api_types::DemoAccount;
use leptos::prelude::*;

use crate::i18n::{SignInTexts, use_i18n};

/// Accounts to try the app with; choosing one fills in the form.
#[component]
pub fn DemoAccounts(
    accounts: Vec<DemoAccount>,
    /// Called with the chosen one.
    #[prop(into)]
    on_use: Callback<DemoAccount>,
) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let row = move |account: DemoAccount| {
        let (email, shows) = (account.email.clone(), account.shows.clone());
        let label = {
            let email = email.clone();
            move || (i18n.texts().demo_use)(&email)
        };
        view! {
            <li>
                <button type="button" title=label on:click=move |_| on_use.run(account.clone())>
                    <span class="r-truncate" dir="ltr">{email}</span>
                    <span class="r-muted r-sm">{move || (i18n.texts().demo_shows)(&shows).to_owned()}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="r-demo" aria-labelledby="r-demo-title">
            <h2 class="r-demo__title" id="r-demo-title">{move || i18n.texts().demo_title}</h2>
            <ul class="r-rows">{accounts.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}
