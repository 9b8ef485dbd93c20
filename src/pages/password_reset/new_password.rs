//! The form with the new password.

use api_types::{PasswordProblem, PasswordResetPreview};
use leptos::prelude::*;

use super::{
    super::sign_in_form::SignInError,
    flow::{ResetFlow, save},
};
use crate::{
    api::ApiError,
    components::{PasswordRules, password_problem},
    forms::PasswordRule,
    i18n::{SignInTexts, use_i18n},
    paths::use_paths,
    ui::{Button, ButtonKind, Field, FieldKind, Icon, IconName, focus_first_invalid},
};

/// Asks for the new password and says what it ends.
#[component]
pub fn ChoosePassword(
    flow: ResetFlow,
    reset: PasswordResetPreview,
    /// Called once every session has ended.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, paths) = (use_i18n().of::<SignInTexts>(), use_paths());
    let PasswordResetPreview { email, expires_at, sessions, two_factor, min_password } = reset;
    let rule = StoredValue::new(PasswordRule::new(min_password, [email.clone()]));
    let check = move |password: &str| rule.with_value(|rule| rule.check(password).err());
    let password = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = password.get_untracked();
        is_wrong.set(check(&typed).is_some());
        if is_wrong.get_untracked() {
            return focus_first_invalid(&event);
        }
        save(flow, typed, i18n.language_untracked(), on_done);
    };
    let refused = move || {
        flow.error.with(|error| error.as_ref().and_then(ApiError::problem).is_some_and(|it| it.names("/password")))
    };
    // Once it was wrong it is looked at with every key, until it is right.
    let error = Signal::derive(move || {
        // The server knows more words that a password must not be little more than.
        let refused = refused().then_some(PasswordProblem::TooEasy);
        let problem = is_wrong.get().then(|| password.with(|password| check(password))).flatten();
        Some(password_problem(refused.or(problem)?, min_password, i18n))
    });
    let failure = move || {
        flow.error
            .get()
            .filter(|_| !refused())
            .map(|error| view! { <SignInError error wrong=i18n.label(|texts| texts.wrong)/> })
    };
    let until = move || (i18n.texts().password_reset.until)(&i18n.format().date_time(&expires_at));
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            {failure}
            // For password managers.
            <input
                class="r-vh"
                type="email"
                autocomplete="username"
                value=email
                readonly
                tabindex="-1"
                aria-label=i18n.label(|texts| texts.email)
            />
            <Field
                label=i18n.label(|texts| texts.password_reset.password)
                value=password
                kind=FieldKind::Password
                autocomplete="new-password"
                autofocus=true
                error
            />
            <PasswordRules password rule=Signal::stored(rule.get_value())/>
            {(sessions > 0).then(|| view! { <SessionsEnd sessions two_factor/> })}
            <Button kind=ButtonKind::Primary block=true submit=true busy=flow.busy>
                {i18n.label(|texts| texts.password_reset.submit)}
            </Button>
        </form>
        <p class="r-sm r-muted">
            {until} " "
            <a class="r-link" href=paths.sign_in(None)>{i18n.label(|texts| texts.password_reset.back)}</a>
        </p>
    }
}

/// Says that one has to sign in again everywhere.
#[component]
fn SessionsEnd(sessions: u64, two_factor: bool) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let end = move || (i18n.texts().password_reset.sessions_end)(i18n.format(), sessions);
    let again = move || {
        let texts = &i18n.texts().password_reset;
        if two_factor { texts.sign_in_again_with_factor } else { texts.sign_in_again }
    };
    view! {
        <div class="r-note">
            <Icon name=IconName::SignOut/>
            <div class="r-note__text">
                <b>{end}</b>
                " "
                {again}
            </div>
        </div>
    }
}
