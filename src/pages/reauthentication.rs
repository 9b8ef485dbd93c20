//! Over the page one was on: signing in again when the session has ended in the middle of something, and proving again
//! who one is.

use api_types::{
    Credentials, OwnAccount, PasskeyPurpose, SecondFactor, SecondFactorAnswer, SessionProof, SignIn, codes,
};
use leptos::{prelude::*, task::spawn_local};

use super::{error_message::error_message, lazy::lazy, passkey::use_passkey, signed_in::use_sign_out};
use crate::{
    api::{self, ApiError, Need, Reauthentication},
    components::{ProofDialog, ReauthenticationCodeDialog, ReauthenticationPasswordDialog},
    host::{StorageKey, random_key, use_host},
    i18n::{SignInTexts, use_i18n},
    paths::{AccountPage, use_paths},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog},
};

/// Asks for what requests wait for; nothing on the page is lost.
#[component]
pub fn ReauthenticationPrompt() -> impl IntoView {
    let (host, reauthentication) = (use_host(), expect_context::<Reauthentication>());
    let is_in_frame = host.is_in_frame();
    Effect::new(move |_| host.set_attribute("data-locked", reauthentication.is_locked().then_some("")));
    let content = move || {
        Some(match reauthentication.need()? {
            Need::SignIn if is_in_frame => sign_in_elsewhere(),
            Need::Proof if is_in_frame => prove_elsewhere(),
            Need::SignIn => sign_in_again(),
            Need::Proof => prove_again(),
        })
    };
    view! { <div class="r-unlock">{move || content()}</div> }
}

lazy! {
    /// The dialog, loaded when it is needed.
    sign_in: sign_in_again() => view! { <ReauthenticationForm/> };
    /// The dialog for another proof, loaded when it is needed.
    sign_in: prove_again() => view! { <ProofForm/> };
    /// The same where a page of somebody else could trick one into typing the password.
    sign_in: sign_in_elsewhere() => view! { <Elsewhere need=Need::SignIn/> };
    sign_in: prove_elsewhere() => view! { <Elsewhere need=Need::Proof/> };
}

/// In a frame: the password is given in a window of its own. Once one has signed in there, this page goes on.
#[component]
fn Elsewhere(need: Need) -> impl IntoView {
    let reauthentication: Reauthentication = expect_context();
    let (host, i18n, paths) = (use_host(), use_i18n(), use_paths());
    let said = i18n.of::<SignInTexts>();
    let url = match need {
        Need::SignIn => paths.sign_in(None),
        Need::Proof => paths.account(AccountPage::Security),
    };
    let open = Callback::new(move |()| host.open_in_tab(&url));
    let close = Callback::new(move |()| {
        if need == Need::Proof {
            reauthentication.refuse();
        }
    });
    let buttons = move || {
        let cancel = move || {
            view! { <Button kind=ButtonKind::Ghost on_press=close>{move || i18n.texts().common.cancel}</Button> }
        };
        view! {
            {(need == Need::Proof).then(cancel)}
            <Button kind=ButtonKind::Primary on_press=open>{move || said.texts().elsewhere.open}</Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.elsewhere.title) on_close=close buttons>
            <p>{move || said.texts().elsewhere.text}</p>
        </Dialog>
    }
}

/// Asks for the password, and the code where the account has a second factor.
#[component]
fn ReauthenticationForm() -> impl IntoView {
    let reauthentication: Reauthentication = expect_context();
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let (busy, code_needed) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<ApiError>);
    let email = Signal::stored(queries.last_email());
    let passkey = use_passkey(PasskeyPurpose::SecondFactor);
    let signed_in = Callback::new(move |()| {
        host.store(StorageKey::SignedIn, Some(&random_key()));
        reauthentication.complete();
    });
    let use_second_passkey = Callback::new(move |()| {
        passkey.ask(move |answer| {
            let api = queries.api();
            spawn_local(async move {
                let answer = SecondFactorAnswer { code: String::new(), passkey: Some(answer) };
                match api.send(api::second_factor(&answer)).await {
                    Ok(_) => signed_in.run(()),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    });
    let answered = Callback::new(move |answer: Result<SignIn, ApiError>| {
        busy.set(false);
        match answer {
            Ok(SignIn::Done(_)) => signed_in.run(()),
            Ok(SignIn::SecondFactor { second_factor }) if second_factor.first() == Some(&SecondFactor::Passkey) => {
                use_second_passkey.run(());
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
        if passkey.has_failed.get() {
            return Some(texts.passkey_failed.to_owned());
        }
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
            answered
                .run(api.send(api::second_factor(&SecondFactorAnswer { code, passkey: None })).await.map(SignIn::Done));
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

/// Asks for a proof before a change of how the account is signed in to. Closing it gives the change up.
#[component]
fn ProofForm() -> impl IntoView {
    let reauthentication: Reauthentication = expect_context();
    let (i18n, queries) = (use_i18n(), use_queries());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let email = Signal::stored(queries.last_email());
    let (account, passkey) = (queries.own_account(), use_passkey(PasskeyPurpose::Proof));
    let has = move |test: fn(&OwnAccount) -> bool| {
        Signal::derive(move || account.with(|account| matches!(account, Some(Ok(account)) if test(account))))
    };
    let error = Signal::derive(move || {
        let texts = i18n.of::<SignInTexts>().texts();
        if passkey.has_failed.get() {
            return Some(texts.passkey_failed.to_owned());
        }
        failure.get().map(|error| match error.code() {
            Some(codes::WRONG_PASSWORD) => texts.again.wrong.to_owned(),
            Some(codes::WRONG_CODE) => texts.code_wrong.to_owned(),
            Some(codes::WRONG_PASSKEY) => texts.passkey_refused.to_owned(),
            Some(codes::TOO_MANY_REQUESTS) => texts.too_many_attempts.to_owned(),
            _ => error_message(&error, i18n.texts()).to_owned(),
        })
    });
    let send = Callback::new(move |proof: SessionProof| {
        let api = queries.api();
        busy.set(true);
        passkey.has_failed.set(false);
        spawn_local(async move {
            let answer = api.send(api::prove(&proof)).await;
            busy.set(false);
            match answer {
                Ok(_) => reauthentication.complete(),
                Err(error) => failure.set(Some(error)),
            }
        });
    });
    let none = SessionProof::default;
    view! {
        <ProofDialog
            email
            has_totp=has(|account| account.totp.is_some())
            has_passkey=has(|account| !account.passkeys.is_empty())
            error
            busy
            on_password=move |password| send.run(SessionProof { password: Some(password), ..none() })
            on_code=move |code| send.run(SessionProof { code: Some(code), ..none() })
            on_passkey=move |()| passkey.ask(move |answer| send.run(SessionProof { passkey: Some(answer), ..none() }))
            on_close=move |()| reauthentication.refuse()
        />
    }
}
