//! The form that signs in, wherever it stands: password, then the second factor where the account has one.

use api_types::{DemoAccount, SecondFactorAnswer, SignIn as Outcome, codes};
use leptos::{prelude::*, task::spawn_local};

use super::error_message::error_message;
use crate::{
    api::{self, ApiError},
    components::DemoAccounts,
    forms::{SignInDraft, SignInField},
    i18n::{SignInTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Button, ButtonKind, CodeField, Field, FieldKind, Note, NoteKind, focus_first_invalid},
};

/// Which proof the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Password,
    Code,
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
    let go = move |to| Callback::new(move |()| step.set(to));
    move || match step.get() {
        Step::Password => {
            view! { <PasswordForm only=only.get_value() demo_accounts on_code=go(Step::Code) on_done/> }.into_any()
        }
        Step::Code => view! { <CodeForm on_back=go(Step::Password) on_done/> }.into_any(),
    }
}

#[component]
fn PasswordForm(
    only: Option<String>,
    demo_accounts: Signal<Vec<DemoAccount>>,
    /// The password was right; a code is needed too.
    on_code: Callback<()>,
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
                Ok(Outcome::SecondFactor { .. }) => on_code.run(()),
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
        {move || {
            let accounts = demo_accounts.get();
            (!accounts.is_empty()).then(|| view! { <DemoAccounts accounts on_use=fill/> })
        }}
    }
}

#[component]
fn CodeForm(
    /// Sign in as somebody else, or start again.
    on_back: Callback<()>,
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n().of::<SignInTexts>(), use_queries());
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<ApiError>);
    let (busy, incomplete) = (RwSignal::new(false), RwSignal::new(false));
    let no_cookies = RwSignal::new(false);
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        incomplete.set(code.with_untracked(String::len) < 6);
        if incomplete.get_untracked() {
            return;
        }
        busy.set(true);
        let (api, answer) = (queries.api(), SecondFactorAnswer { code: code.get_untracked() });
        spawn_local(async move {
            let answer = api.send(api::second_factor(&answer)).await;
            let has_cookie = answer.is_err() || is_signed_in(&api).await;
            busy.set(false);
            no_cookies.set(!has_cookie);
            match answer {
                Ok(_) if has_cookie => on_done.run(()),
                Ok(_) => {}
                Err(refused) => {
                    code.set(String::new());
                    error.set(Some(refused));
                }
            }
        });
    });
    let note = move || error.get().filter(|error| error.code() != Some(codes::WRONG_CODE));
    let field_error = Signal::derive(move || {
        let texts = i18n.texts();
        let wrong = error.with(|error| error.as_ref().is_some_and(|it| it.code() == Some(codes::WRONG_CODE)));
        match (incomplete.get(), wrong && code.with(String::is_empty)) {
            (true, _) => Some(texts.code_incomplete.to_owned()),
            (_, true) => Some(texts.code_wrong.to_owned()),
            _ => None,
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        send.run(());
    };
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            {move || note().map(|error| view! { <SignInError error wrong=i18n.label(|texts| texts.code_expired)/> })}
            {move || no_cookies.get().then(|| view! { <NoCookies/> })}
            <CodeField label=i18n.label(|texts| texts.code) value=code error=field_error on_complete=send/>
            <Button kind=ButtonKind::Primary block=true submit=true busy=busy>
                {i18n.label(|texts| texts.code_submit)}
            </Button>
        </form>
        <div class="r-row r-sm">
            <button class="r-link" type="button" on:click=move |_| on_back.run(())>
                {i18n.label(|texts| texts.other_account)}
            </button>
        </div>
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
