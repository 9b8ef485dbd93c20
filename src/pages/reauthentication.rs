//! Signing in again, over the page one was on, when the session has ended in the middle of something.

use api_types::{Credentials, SecondFactorAnswer, SignIn, codes};
use leptos::{prelude::*, task::spawn_local};

use super::{error_message::error_message, lazy::lazy, signed_in::use_sign_out};
use crate::{
    api::{self, ApiError, Reauthentication},
    components::{ReauthenticationCodeDialog, ReauthenticationPasswordDialog},
    host::{StorageKey, random_key, use_host},
    i18n::{SignInTexts, use_i18n},
    queries::use_queries,
};

/// Asks for the password again while requests wait for it; nothing on the page is lost.
#[component]
pub fn ReauthenticationPrompt() -> impl IntoView {
    let (host, reauthentication) = (use_host(), expect_context::<Reauthentication>());
    Effect::new(move |_| host.set_attribute("data-locked", reauthentication.is_locked().then_some("")));
    let content = move || reauthentication.is_needed().then(sign_in_again);
    view! { <div class="r-unlock">{move || content()}</div> }
}

lazy! {
    /// The dialog, loaded when it is needed.
    sign_in: sign_in_again() => view! { <ReauthenticationForm/> };
}

/// Asks for the password, and the code where the account has a second factor.
#[component]
fn ReauthenticationForm() -> impl IntoView {
    let reauthentication: Reauthentication = expect_context();
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let (busy, code_needed) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<ApiError>);
    let email = Signal::stored(queries.last_email());
    let answered = Callback::new(move |answer: Result<SignIn, ApiError>| {
        busy.set(false);
        match answer {
            Ok(SignIn::Done(_)) => {
                host.store(StorageKey::SignedIn, Some(&random_key()));
                reauthentication.complete();
            }
            Ok(SignIn::SecondFactor { .. }) => {
                failure.set(None);
                code_needed.set(true);
            }
            Err(error) => failure.set(Some(error)),
        }
    });
    let error = Signal::derive(move || {
        let texts = i18n.of::<SignInTexts>().texts();
        failure.get().map(|error| match error.code() {
            Some(codes::WRONG_CREDENTIALS) => texts.again.wrong.to_owned(),
            Some(codes::WRONG_CODE) => texts.code_wrong.to_owned(),
            Some(codes::TOO_MANY_REQUESTS) => texts.too_many_attempts.to_owned(),
            Some(codes::ACCESS_PAUSED) => texts.paused.to_owned(),
            _ => error_message(&error, i18n.texts()).to_owned(),
        })
    });
    let send_password = Callback::new(move |password: String| {
        let (api, email) = (queries.api(), email.get_untracked());
        busy.set(true);
        spawn_local(async move { answered.run(api.send(api::sign_in(&Credentials { email, password })).await) });
    });
    let send_code = Callback::new(move |code: String| {
        let api = queries.api();
        busy.set(true);
        spawn_local(async move {
            answered.run(api.send(api::second_factor(&SecondFactorAnswer { code })).await.map(SignIn::Done));
        });
    });
    let on_other_account = use_sign_out();
    move || {
        if code_needed.get() {
            view! { <ReauthenticationCodeDialog error busy on_submit=send_code on_other_account/> }.into_any()
        } else {
            view! {
                <ReauthenticationPasswordDialog email error busy on_submit=send_password on_other_account/>
            }
            .into_any()
        }
    }
}
