//! Signing in.

use api_types::{DemoAccount, SecondFactorAnswer, SignIn as Outcome, codes};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::failure::words;
use crate::{
    api::ApiError,
    components::{DemoAccounts, LanguageMenu, SignInFrame},
    forms::{SignInDraft, SignInField},
    host::{Remembered, use_host},
    i18n::use_i18n,
    paths::{parameters, use_paths},
    preferences::use_preferences,
    queries::use_queries,
    ui::{Button, ButtonKind, CodeField, Field, FieldKind, Note, NoteKind, focus_first_invalid},
};

/// Which proof the page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Password,
    Code,
}

/// The sign-in page: password, then the second factor where the account has one. Goes on to where the reader wanted.
#[component]
pub fn SignIn() -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    host.remove_painted_shell();
    let step = RwSignal::new(Step::Password);
    let title = move || {
        let texts = &i18n.texts().sign_in;
        match step.get() {
            Step::Password => (texts.title, texts.lede),
            Step::Code => (texts.code_title, texts.code_lede),
        }
    };
    Effect::new(move |_| host.set_page_title(&[title().0]));
    let enter = use_enter();
    let form = move || match step.get() {
        Step::Password => {
            view! { <PasswordForm on_code=Callback::new(move |()| step.set(Step::Code)) on_done=enter/> }.into_any()
        }
        Step::Code => {
            view! { <CodeForm on_back=Callback::new(move |()| step.set(Step::Password)) on_done=enter/> }.into_any()
        }
    };
    let server = queries.server();
    let preferences = use_preferences();
    let language = move || {
        view! { <LanguageMenu on_locale=Callback::new(move |locale| preferences.choose_locale(locale))/> }
    };
    let demo = move || server.get().and_then(Result::ok).map(|server| server.demo_accounts).unwrap_or_default();
    provide_context(DemoList(Signal::derive(demo)));
    view! {
        <SignInFrame
            title=Signal::derive(move || title().0.to_owned())
            lede=Signal::derive(move || title().1.to_owned())
            foot=language
        >
            {form}
        </SignInFrame>
    }
}

/// The sign-ins that the server offers for trying it out.
#[derive(Clone, Copy)]
struct DemoList(Signal<Vec<DemoAccount>>);

/// What happens once somebody is signed in: nothing of whoever was here before stays, and on to the wanted page.
fn use_enter() -> Callback<()> {
    let (host, paths, queries) = (use_host(), use_paths(), use_queries());
    let (location, navigate) = (use_location(), use_navigate());
    Callback::new(move |()| {
        queries.clear();
        host.remember(Remembered::SignedIn, Some("yes"));
        let wanted = parameters(&location.search.get_untracked()).into_iter().find(|(name, _)| name == "next");
        match wanted {
            Some((_, next)) if !paths.contain(&next) => host.leave_for(&next),
            wanted => {
                let next = wanted.map_or_else(|| paths.start(), |(_, next)| next);
                let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..Default::default() };
                navigate(&next, options);
            }
        }
    })
}

#[component]
fn PasswordForm(
    /// The password was right; a code is needed too.
    on_code: Callback<()>,
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(Vec::<SignInField>::new());
    let refusal = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
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
            let answer = api.sign_in(&credentials).await;
            busy.set(false);
            match answer {
                Ok(Outcome::Done(_)) => on_done.run(()),
                Ok(Outcome::SecondFactor { .. }) => on_code.run(()),
                Err(error) => refusal.set(Some(error)),
            }
        });
    };
    // Once a field was wrong it is looked at with every key, until it is right.
    let error = move |field| wrong.get().contains(&field) && draft().validated().is_err_and(|it| it.contains(&field));
    let email_error = Signal::derive(move || {
        let texts = &i18n.texts().sign_in;
        let text =
            if email.with(|email| email.trim().is_empty()) { texts.email_missing } else { texts.email_incomplete };
        error(SignInField::Email).then(|| text.to_owned())
    });
    let password_error =
        Signal::derive(move || error(SignInField::Password).then(|| i18n.texts().sign_in.password_missing.to_owned()));
    let demo: DemoList = expect_context();
    let fill = Callback::new(move |account: DemoAccount| {
        email.set(account.email);
        password.set(account.password);
        refusal.set(None);
    });
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            {move || refusal.get().map(|error| view! { <Refusal error wrong=i18n.label(|texts| texts.sign_in.wrong)/> })}
            <Field
                label=i18n.label(|texts| texts.sign_in.email)
                value=email
                kind=FieldKind::Email
                autocomplete="username"
                autofocus=true
                error=email_error
            />
            <Field
                label=i18n.label(|texts| texts.sign_in.password)
                value=password
                kind=FieldKind::Password
                autocomplete="current-password"
                error=password_error
            />
            <Button kind=ButtonKind::Primary block=true submit=true busy=busy>
                {i18n.label(|texts| texts.sign_in.submit)}
            </Button>
        </form>
        {move || {
            let accounts = demo.0.get();
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
    let (i18n, queries) = (use_i18n(), use_queries());
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<ApiError>);
    let (busy, incomplete) = (RwSignal::new(false), RwSignal::new(false));
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
            let answer = api.second_factor(&answer).await;
            busy.set(false);
            match answer {
                Ok(_) => on_done.run(()),
                Err(refused) => {
                    code.set(String::new());
                    error.set(Some(refused));
                }
            }
        });
    });
    let note = move || error.get().filter(|error| error.code() != Some(codes::WRONG_CODE));
    let field_error = Signal::derive(move || {
        let texts = &i18n.texts().sign_in;
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
            {move || note().map(|error| view! { <Refusal error wrong=i18n.label(|texts| texts.sign_in.code_expired)/> })}
            <CodeField label=i18n.label(|texts| texts.sign_in.code) value=code error=field_error on_complete=send/>
            <Button kind=ButtonKind::Primary block=true submit=true busy=busy>
                {i18n.label(|texts| texts.sign_in.code_submit)}
            </Button>
        </form>
        <div class="r-row r-sm">
            <button class="r-link" type="button" on:click=move |_| on_back.run(())>
                {i18n.label(|texts| texts.sign_in.other_account)}
            </button>
        </div>
    }
}

/// Why signing in did not work.
#[component]
fn Refusal(
    error: ApiError,
    /// What to say when the proof itself was not accepted.
    wrong: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || match error.code() {
        Some(codes::WRONG_CREDENTIALS | codes::UNAUTHENTICATED) => wrong.get(),
        Some(codes::TOO_MANY_REQUESTS) => i18n.texts().sign_in.too_many_attempts.to_owned(),
        _ => words(&error, i18n.texts()).to_owned(),
    };
    view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }
}
