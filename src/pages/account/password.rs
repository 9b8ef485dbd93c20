//! One's own password.

use api_types::{OwnAccount, PasswordChange, PasswordProblem};
use leptos::prelude::*;

use super::security::{is_wrong_password, own_error_message};
use crate::{
    api,
    api::ApiError,
    components::{PasswordRules, password_problem},
    forms::PasswordRule,
    i18n::{AccountTexts, SignInTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, Icon, IconName, Note, NoteKind, Section},
};

/// When the password was changed, and changing it.
#[component]
pub fn Password(account: Memo<OwnAccount>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let is_open = RwSignal::new(false);
    let changed = move || {
        let texts = &said.texts().password;
        let at = account.with(|account| account.password_changed_at.clone());
        at.map_or_else(|| texts.never_changed.to_owned(), |at| (texts.changed)(&i18n.format().date(&at)))
    };
    view! {
        <Section title=said.label(|texts| texts.password.title)>
            <ul class="r-rows r-rows--wrap">
                <li>
                    <Icon name=IconName::Lock/>
                    <div class="r-rows__body">
                        <div class="r-rows__title">{changed}</div>
                        <div class="r-rows__text">{move || said.texts().password.text}</div>
                    </div>
                    <div class="r-rows__end">
                        <Button small=true on_press=move |()| is_open.set(true)>
                            {move || said.texts().password.change}
                        </Button>
                    </div>
                </li>
            </ul>
        </Section>
        {move || is_open.get().then(|| view! { <ChangePassword account on_close=move |()| is_open.set(false)/> })}
    }
}

#[component]
fn ChangePassword(account: Memo<OwnAccount>, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let (said, sign_in) = (i18n.of::<AccountTexts>(), i18n.of::<SignInTexts>());
    let rule = Memo::new(move |_| account.with(rule_of));
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (end_sessions, checked) = (RwSignal::new(true), RwSignal::new(false));
    let problem = move || new.with(|new| rule.with(|rule| rule.check(new).err()));
    let submit = Callback::new(move |()| {
        checked.set(true);
        if current.with_untracked(String::is_empty) || untrack(problem).is_some() {
            return;
        }
        let change = PasswordChange {
            current_password: current.get_untracked(),
            new_password: new.get_untracked(),
            end_sessions: end_sessions.get_untracked(),
        };
        queries
            .mutate(api::change_password(&change))
            .say(move |()| said.texts_untracked().password.done.to_owned())
            .then(on_close)
            .send_in(state);
    });
    let refused = move || state.error().is_some_and(|error| is_refused(&error));
    let current_error = Signal::derive(move || {
        let texts = &said.texts().password;
        let is_missing = checked.get() && current.with(String::is_empty);
        let is_wrong = state.error().is_some_and(|error| is_wrong_password(&error));
        is_missing.then_some(texts.current_missing).or(is_wrong.then_some(texts.wrong)).map(str::to_owned)
    });
    let new_error = Signal::derive(move || {
        let problem = checked.get().then(problem).flatten().or(refused().then_some(PasswordProblem::TooEasy))?;
        Some(password_problem(problem, rule.with(|rule| rule.min), sign_in))
    });
    let failure = move || {
        let error = state.error().filter(|error| !is_wrong_password(error) && !is_refused(error))?;
        let text = own_error_message(&error, said.texts(), i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || said.texts().password.submit}
            </Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.password.dialog) on_close on_submit=submit buttons>
            {failure}
            <Field
                label=said.label(|texts| texts.password.current)
                value=current
                kind=FieldKind::Password
                autocomplete="current-password"
                autofocus=true
                error=current_error
            />
            <Field
                label=said.label(|texts| texts.password.new)
                value=new
                kind=FieldKind::Password
                autocomplete="new-password"
                error=new_error
            />
            <PasswordRules password=new rule/>
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || end_sessions.get()
                    on:change=move |event| end_sessions.set(event_target_checked(&event))
                />
                <span>
                    <span class="r-option__title">{move || said.texts().password.end_sessions}</span>
                    <span class="r-option__text">{move || said.texts().password.end_sessions_text}</span>
                </span>
            </label>
        </Dialog>
    }
}

/// What the server judges a new password by, as far as the app knows it.
fn rule_of(account: &OwnAccount) -> PasswordRule {
    let own = [account.name.clone(), account.email.clone()];
    PasswordRule::new(account.min_password, own.into_iter().chain(account.organization_names.iter().cloned()))
}

/// Whether the server does not take the new password.
fn is_refused(error: &ApiError) -> bool {
    error.problem().is_some_and(|problem| problem.names("/new_password"))
}
