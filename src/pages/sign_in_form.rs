//! The form that signs in, wherever it stands: password, then the second factor where the account has one.

use api_types::{DemoAccount, PasskeyPurpose, SecondFactor, SignIn as Outcome, codes};
use leptos::{prelude::*, task::spawn_local};

use super::{error_message::error_message, passkey::use_passkey, second_factor_form::SecondFactorForm};
use crate::{
    api::{self, ApiError},
    components::DemoAccounts,
    forms::{SignInDraft, SignInField},
    host::use_host,
    i18n::{SignInTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Button, ButtonKind, Field, FieldKind, IconName, Note, NoteKind, focus_first_invalid},
};

/// Which proof the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Password,
    SecondFactor(SecondFactor),
}

/// Asks for one proof after the other.
#[component]
pub fn SignInForm(
    step: RwSignal<Step>,
    /// Who signs in; nothing: whoever it may be.
    #[prop(optional, into)]
    only: Option<String>,
    /// The accounts that the server offers for trying it out.
    #[prop(optional, into)]
    demo_accounts: Signal<Vec<DemoAccount>>,
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let only = StoredValue::new(only);
    // The second factors that the account has.
    let factors = StoredValue::new(Vec::new());
    let on_factor = Callback::new(move |factor| step.set(Step::SecondFactor(factor)));
    let on_factors = Callback::new(move |all: Vec<SecondFactor>| {
        let first = all.first().copied().unwrap_or(SecondFactor::Totp);
        factors.set_value(all);
        on_factor.run(first);
    });
    let on_back = Callback::new(move |()| step.set(Step::Password));
    move || match step.get() {
        Step::Password => view! { <PasswordForm only=only.get_value() demo_accounts on_factors on_done/> }.into_any(),
        Step::SecondFactor(factor) => {
            let factors = factors.get_value();
            view! { <SecondFactorForm factors factor on_factor on_back on_done/> }.into_any()
        }
    }
}

#[component]
fn PasswordForm(
    only: Option<String>,
    demo_accounts: Signal<Vec<DemoAccount>>,
    /// The password was right; one of these is needed too.
    on_factors: Callback<Vec<SecondFactor>>,
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<SignInTexts>();
    let asks_who = only.is_none();
    let (email, password) = (RwSignal::new(only.unwrap_or_default()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(Vec::<SignInField>::new());
    let refusal = RwSignal::new(None::<ApiError>);
    let (busy, no_cookies) = (RwSignal::new(false), RwSignal::new(false));
    let draft = move || SignInDraft { email: email.get(), password: password.get() };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let credentials = match untrack(draft).validated() {
            Ok(credentials) => credentials,
            Err(fields) => {
                wrong.set(fields);
                return focus_first_invalid(&event);
            }
        };
        wrong.set(Vec::new());
        busy.set(true);
        let api = queries.api();
        spawn_local(async move {
            let answer = api.send(api::sign_in(&credentials)).await;
            let has_cookie = !matches!(answer, Ok(Outcome::Done(_))) || is_signed_in(&api).await;
            busy.set(false);
            no_cookies.set(!has_cookie);
            refusal.set(None);
            match answer {
                Ok(Outcome::Done(_)) if has_cookie => on_done.run(()),
                Ok(Outcome::Done(_)) => {}
                Ok(Outcome::SecondFactor { second_factor }) => on_factors.run(second_factor),
                Err(error) => refusal.set(Some(error)),
            }
        });
    };
    // Once a field was wrong it is looked at with every key, until it is right.
    let error = move |field| wrong.get().contains(&field) && draft().validated().is_err_and(|it| it.contains(&field));
    let email_error = Signal::derive(move || {
        let texts = said.texts();
        let text =
            if email.with(|email| email.trim().is_empty()) { texts.email_missing } else { texts.email_incomplete };
        error(SignInField::Email).then(|| text.to_owned())
    });
    let password_error =
        Signal::derive(move || error(SignInField::Password).then(|| said.texts().password_missing.to_owned()));
    let fill = Callback::new(move |account: DemoAccount| {
        email.set(account.email);
        password.set(account.password);
        refusal.set(None);
    });
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            {move || refusal.get().map(|error| view! { <SignInError error wrong=said.label(|texts| texts.wrong)/> })}
            {move || no_cookies.get().then(|| view! { <NoCookies/> })}
            <Field
                label=said.label(|texts| texts.email)
                value=email
                kind=FieldKind::Email
                autocomplete="username"
                readonly=!asks_who
                autofocus=asks_who
                error=email_error
            />
            <Field
                label=said.label(|texts| texts.password)
                value=password
                kind=FieldKind::Password
                autocomplete="current-password"
                error=password_error
            />
            <Button kind=ButtonKind::Primary block=true submit=true busy=busy>
                {i18n.label(|texts| texts.common.sign_in)}
            </Button>
        </form>
        <div class="r-row r-sm">
            <a class="r-link" href=use_paths().forgot_password()>{said.label(|texts| texts.forgot_password)}</a>
        </div>
        {asks_who.then(|| view! { <PasskeySignIn on_done/> })}
        {move || {
            let accounts = demo_accounts.get();
            (!accounts.is_empty()).then(|| view! { <DemoAccounts accounts on_use=fill/> })
        }}
    }
}

/// Signs in with a passkey, without address and password, where server and browser have them.
#[component]
fn PasskeySignIn(
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let (host, common, queries) = (use_host(), use_i18n(), use_queries());
    let i18n = common.of::<SignInTexts>();
    let passkey = use_passkey(PasskeyPurpose::SignIn);
    let (busy, refused) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let no_cookies = RwSignal::new(false);
    let ask = Callback::new(move |()| {
        refused.set(None);
        passkey.ask(move |answer| {
            busy.set(true);
            let api = queries.api();
            spawn_local(async move {
                let answer = api.send(api::sign_in_with_passkey(&answer)).await;
                let has_cookie = answer.is_err() || is_signed_in(&api).await;
                busy.set(false);
                no_cookies.set(!has_cookie);
                match answer {
                    Ok(_) if has_cookie => on_done.run(()),
                    Ok(_) => {}
                    Err(error) => refused.set(Some(error)),
                }
            });
        });
    });
    let failure = move || match (refused.get(), passkey.has_failed.get()) {
        (Some(error), _) if error.code() == Some(codes::WRONG_PASSKEY) => Some(i18n.texts().passkey_refused),
        (Some(error), _) => Some(error_message(&error, common.texts())),
        (_, true) => Some(i18n.texts().passkey_failed),
        _ => None,
    };
    let (server, has_passkeys) = (queries.server(), host.has_passkeys());
    let is_offered = Memo::new(move |_| has_passkeys && matches!(server.get(), Some(Ok(server)) if server.passkeys));
    move || {
        is_offered.get().then(|| {
            view! {
                {move || failure().map(|text| view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })}
                {move || no_cookies.get().then(|| view! { <NoCookies/> })}
                <Button
                    block=true
                    icon=IconName::Passkey
                    busy=Signal::derive(move || busy.get() || passkey.busy.get())
                    on_press=ask
                >
                    {i18n.label(|texts| texts.passkey_sign_in)}
                </Button>
            }
        })
    }
}

/// Whether the server sees the session that it has just opened: not if the browser keeps no cookies. A lost answer says
/// nothing about that.
async fn is_signed_in(api: &api::Api) -> bool {
    let answer = api.get(&api::session().request(), None).await;
    !answer.is_err_and(|error| error.is_unauthenticated())
}

/// What to do if the browser keeps no cookies.
#[component]
fn NoCookies() -> impl IntoView {
    let said = use_i18n().of::<SignInTexts>();
    view! { <Note kind=NoteKind::Danger urgent=true>{said.label(|texts| texts.no_cookies)}</Note> }
}

/// Why signing in did not work.
#[component]
pub fn SignInError(
    error: ApiError,
    /// What to say when the proof itself was not accepted.
    wrong: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || match error.code() {
        Some(codes::WRONG_CREDENTIALS | codes::UNAUTHENTICATED) => wrong.get(),
        Some(codes::TOO_MANY_REQUESTS) => i18n.of::<SignInTexts>().texts().too_many_attempts.to_owned(),
        Some(codes::ACCESS_PAUSED) => i18n.of::<SignInTexts>().texts().paused.to_owned(),
        _ => error_message(&error, i18n.texts()).to_owned(),
    };
    view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }
}
