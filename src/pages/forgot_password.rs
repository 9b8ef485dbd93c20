//! Asking for a link to choose a new password.

use api_types::{MailService, PasswordResetRequest};
use leptos::{prelude::*, task::spawn_local};

use super::{lazy::lazy, sign_in::use_language_menu, sign_in_form::SignInError};
use crate::{
    api::{self, ApiError},
    components::SignInLayout,
    forms::read_email,
    host::use_host,
    i18n::{SignInTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Button, ButtonKind, Field, FieldKind, LinkButton, Note, focus_first_invalid},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub sign_in: forgot_password() => view! { <ForgotPassword/> };
}

/// The page for people who have forgotten their password. It says the same whether there is an account or not.
#[component]
fn ForgotPassword() -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n().of::<SignInTexts>(), use_queries());
    host.remove_painted_shell();
    let asked = RwSignal::new(None::<String>);
    let title = Signal::derive(move || {
        let texts = &i18n.texts().password_reset;
        if asked.with(Option::is_some) { texts.asked_title } else { texts.ask_title }.to_owned()
    });
    let server = queries.server();
    let has_mail = Memo::new(move |_| !matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None));
    let lede = Signal::derive(move || {
        let texts = &i18n.texts().password_reset;
        match asked.get() {
            Some(email) => (texts.asked)(&email),
            None if has_mail.get() => texts.ask_lede.to_owned(),
            None => texts.no_mail.to_owned(),
        }
    });
    Effect::new(move |before: Option<()>| {
        title.with(|title| host.set_page_title(&[title]));
        if before.is_some() {
            // The form is gone from the page, and the focus with it.
            let host = host.clone();
            request_animation_frame(move || host.focus_content());
        }
    });
    let content = move || match (asked.with(Option::is_some), has_mail.get()) {
        (true, _) => view! { <Note>{move || i18n.texts().password_reset.asked_hint}</Note> }.into_any(),
        (false, true) => view! { <RequestForm asked/> }.into_any(),
        (false, false) => ().into_any(),
    };
    view! {
        <SignInLayout title lede foot=use_language_menu()>
            {content}
            <BackToSignIn is_main=Signal::derive(move || asked.with(Option::is_some) || !has_mail.get())/>
        </SignInLayout>
    }
}

/// Asks for the address.
#[component]
fn RequestForm(
    /// The address, once the request is sent.
    asked: RwSignal<Option<String>>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n().of::<SignInTexts>(), use_queries());
    let email = RwSignal::new(String::new());
    let (is_wrong, busy) = (RwSignal::new(false), RwSignal::new(false));
    let refusal = RwSignal::new(None::<ApiError>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(email) = email.with_untracked(|email| read_email(email)) else {
            is_wrong.set(true);
            return focus_first_invalid(&event);
        };
        busy.set(true);
        refusal.set(None);
        let wanted = PasswordResetRequest { email, language: Some(i18n.language_untracked()) };
        spawn_local(async move {
            let answer = queries.api().send(api::request_password_reset(&wanted)).await;
            // The page may have been left.
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => drop(asked.try_set(Some(wanted.email))),
                Err(error) => drop(refusal.try_set(Some(error))),
            }
        });
    };
    let error = Signal::derive(move || {
        let texts = i18n.texts();
        let is_empty = email.with(|email| email.trim().is_empty());
        let is_still_wrong = is_wrong.get() && email.with(|email| read_email(email).is_none());
        is_still_wrong.then(|| if is_empty { texts.email_missing } else { texts.email_incomplete }.to_owned())
    });
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            {move || refusal.get().map(|error| view! { <SignInError error wrong=i18n.label(|texts| texts.wrong)/> })}
            <Field
                label=i18n.label(|texts| texts.email)
                value=email
                kind=FieldKind::Email
                autocomplete="username"
                autofocus=true
                error
            />
            <Button kind=ButtonKind::Primary block=true submit=true busy=busy>
                {i18n.label(|texts| texts.password_reset.ask_submit)}
            </Button>
        </form>
    }
}

/// The way back: a button where nothing else is left to do.
#[component]
fn BackToSignIn(is_main: Signal<bool>) -> impl IntoView {
    let (i18n, paths) = (use_i18n().of::<SignInTexts>(), use_paths());
    let href = StoredValue::new(paths.sign_in(None));
    let label = i18n.label(|texts| texts.password_reset.back);
    move || {
        if is_main.get() {
            view! { <LinkButton href=href.get_value()>{label}</LinkButton> }.into_any()
        } else {
            view! {
                <p class="r-sm"><a class="r-link" href=href.get_value()>{label}</a></p>
            }
            .into_any()
        }
    }
}
