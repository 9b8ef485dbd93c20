//! The second step of signing in: a code of the authenticator app, a recovery code, or a passkey.

use api_types::{PasskeyPurpose, SecondFactor, SecondFactorAnswer, codes};
use leptos::{prelude::*, task::spawn_local};

use super::{passkey::use_passkey, sign_in_form::SignInError};
use crate::{
    api::{self, ApiError},
    i18n::{I18n, SignInTexts, Text, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, CodeField, Field, Note, NoteKind},
};

/// The title of the step, and the line below it.
pub fn second_factor_title(factor: SecondFactor, texts: &SignInTexts) -> (Text, Text) {
    match factor {
        SecondFactor::Totp => (texts.code_title, texts.code_lede),
        SecondFactor::RecoveryCode => (texts.recovery_code_title, texts.recovery_code_lede),
        SecondFactor::Passkey => (texts.passkey_title, texts.passkey_lede),
    }
}

/// What the form knows of one attempt.
#[derive(Clone, Copy)]
struct Attempt {
    i18n: I18n<SignInTexts>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    send: Callback<SecondFactorAnswer>,
}

/// Asks for one of the second factors that the account has.
#[component]
pub fn SecondFactorForm(
    /// Those that it has.
    factors: Vec<SecondFactor>,
    /// The one that is asked for.
    factor: SecondFactor,
    /// Asks for another one.
    on_factor: Callback<SecondFactor>,
    /// Sign in as somebody else, or start again.
    on_back: Callback<()>,
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n().of::<SignInTexts>(), use_queries());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let send = Callback::new(move |answer: SecondFactorAnswer| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let api = queries.api();
        spawn_local(async move {
            let answer = api.send(api::second_factor(&answer)).await;
            busy.set(false);
            match answer {
                Ok(_) => on_done.run(()),
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    let attempt = Attempt { i18n, busy, error, send };
    let is_wrong = |error: &ApiError| matches!(error.code(), Some(codes::WRONG_CODE | codes::WRONG_PASSKEY));
    let note = move || error.get().filter(|error| !is_wrong(error));
    let form = match factor {
        SecondFactor::Totp => view! { <TotpCode attempt/> }.into_any(),
        SecondFactor::RecoveryCode => view! { <RecoveryCode attempt/> }.into_any(),
        SecondFactor::Passkey => view! { <Passkey attempt/> }.into_any(),
    };
    let others = factors.into_iter().filter(move |other| *other != factor).map(move |other| {
        let label = move || {
            let texts = i18n.texts();
            match other {
                SecondFactor::Totp => texts.use_totp,
                SecondFactor::RecoveryCode => texts.use_recovery_code,
                SecondFactor::Passkey => texts.use_passkey,
            }
        };
        view! { <button class="r-link" type="button" on:click=move |_| on_factor.run(other)>{label}</button> }
    });
    view! {
        {move || note().map(|error| view! { <SignInError error wrong=i18n.label(|texts| texts.code_expired)/> })}
        {form}
        <div class="r-row r-row--wrap r-sm">
            {others.collect_view()}
            <button class="r-link" type="button" on:click=move |_| on_back.run(())>
                {i18n.label(|texts| texts.other_account)}
            </button>
        </div>
    }
}

/// Whether the last attempt was wrong, and nothing has been typed since.
fn was_wrong(attempt: Attempt, typed: RwSignal<String>) -> bool {
    let wrong = attempt.error.with(|error| error.as_ref().and_then(ApiError::code) == Some(codes::WRONG_CODE));
    wrong && typed.with(String::is_empty)
}

/// After a wrong code it is typed anew.
fn clear_when_wrong(attempt: Attempt, typed: RwSignal<String>) {
    Effect::new(move |_| {
        if attempt.error.with(Option::is_some) {
            typed.set(String::new());
        }
    });
}

#[component]
fn TotpCode(attempt: Attempt) -> impl IntoView {
    let Attempt { i18n, busy, send, .. } = attempt;
    let (code, incomplete) = (RwSignal::new(String::new()), RwSignal::new(false));
    clear_when_wrong(attempt, code);
    let submit = Callback::new(move |()| {
        incomplete.set(code.with_untracked(String::len) < 6);
        if !incomplete.get_untracked() {
            send.run(SecondFactorAnswer { code: code.get_untracked(), passkey: None });
        }
    });
    let error = Signal::derive(move || match (incomplete.get(), was_wrong(attempt, code)) {
        (true, _) => Some(i18n.texts().code_incomplete.to_owned()),
        (_, true) => Some(i18n.texts().code_wrong.to_owned()),
        _ => None,
    });
    view! {
        <AnswerForm busy on_submit=submit>
            <CodeField label=i18n.label(|texts| texts.code) value=code error on_complete=submit/>
        </AnswerForm>
    }
}

#[component]
fn RecoveryCode(attempt: Attempt) -> impl IntoView {
    let Attempt { i18n, busy, send, .. } = attempt;
    let (code, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    clear_when_wrong(attempt, code);
    let submit = Callback::new(move |()| {
        missing.set(code.with_untracked(|code| code.trim().is_empty()));
        if !missing.get_untracked() {
            send.run(SecondFactorAnswer { code: code.get_untracked(), passkey: None });
        }
    });
    let error = Signal::derive(move || match (missing.get(), was_wrong(attempt, code)) {
        (_, true) => Some(i18n.texts().recovery_code_wrong.to_owned()),
        (true, _) => Some(i18n.texts().recovery_code_missing.to_owned()),
        _ => None,
    });
    view! {
        <AnswerForm busy on_submit=submit>
            <Field label=i18n.label(|texts| texts.recovery_code) value=code error autofocus=true/>
        </AnswerForm>
    }
}

#[component]
fn Passkey(attempt: Attempt) -> impl IntoView {
    let Attempt { i18n, busy, error, send } = attempt;
    let passkey = use_passkey(PasskeyPurpose::SecondFactor);
    let submit = Callback::new(move |()| {
        error.set(None);
        passkey.ask(move |answer| send.run(SecondFactorAnswer { code: String::new(), passkey: Some(answer) }));
    });
    let busy = Signal::derive(move || busy.get() || passkey.busy.get());
    let refused = move || error.with(|error| error.as_ref().and_then(ApiError::code) == Some(codes::WRONG_PASSKEY));
    let failure = move || match (refused(), passkey.has_failed.get()) {
        (true, _) => Some(i18n.texts().passkey_refused),
        (_, true) => Some(i18n.texts().passkey_failed),
        _ => None,
    };
    view! {
        <AnswerForm busy on_submit=submit>
            {move || failure().map(|text| view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })}
        </AnswerForm>
    }
}

#[component]
fn AnswerForm(#[prop(into)] busy: Signal<bool>, on_submit: Callback<()>, children: Children) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            {children()}
            <Button kind=ButtonKind::Primary block=true submit=true busy>
                {i18n.label(|texts| texts.code_submit)}
            </Button>
        </form>
    }
}
