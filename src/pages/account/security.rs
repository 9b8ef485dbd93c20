//! How the account is signed in to, and where.

use api_types::OwnAccount;
use leptos::prelude::*;

use super::{
    passkeys::Passkeys, password::Password, recovery_codes::RecoveryCodesRow, sessions::Sessions,
    set_up_totp::SetUpTotp,
};
use crate::{
    api,
    api::ApiError,
    components::two_factor_shield,
    i18n::{AccountTexts, use_i18n},
    pages::error_message::error_message,
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, IconButton, IconName, Note, NoteKind, Section},
};

/// Password, second factor, passkeys, sessions.
#[component]
pub fn Security(account: Memo<OwnAccount>) -> impl IntoView {
    view! {
        <Password account/>
        <SecondFactor account/>
        <Passkeys account/>
        <Sessions/>
    }
}

#[component]
fn SecondFactor(account: Memo<OwnAccount>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let lede = Signal::derive(move || {
        let texts = &said.texts().factor;
        let required = account.with(|account| {
            let names: Vec<_> = account.two_factor_required_by.iter().map(|it| it.organization.name.clone()).collect();
            (!names.is_empty()).then(|| i18n.format().list(names.iter().map(String::as_str)))
        });
        required.map_or_else(|| texts.lede.to_owned(), |names| (texts.required)(&names))
    });
    view! {
        <Section title=said.label(|texts| texts.factor.title) lede>
            <ul class="r-rows r-rows--wrap">
                <AuthenticatorApp account/>
                <RecoveryCodesRow account/>
            </ul>
        </Section>
    }
}

/// What is open over the page.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    SetUp,
    TurnOff,
}

#[component]
fn AuthenticatorApp(account: Memo<OwnAccount>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let totp = Memo::new(move |_| account.with(|account| account.totp.clone()));
    let is_on = Memo::new(move |_| totp.with(Option::is_some));
    let open = RwSignal::new(None::<Open>);
    let text = move || {
        let (texts, format) = (&said.texts().factor, i18n.format());
        let Some(totp) = totp.get() else { return texts.off.to_owned() };
        let since = totp.since.map_or_else(|| texts.on.to_owned(), |since| (texts.since)(&format.date(&since)));
        match totp.last_used_at {
            Some(at) => [&since, " · ", &(texts.last_used)(&format.moment(&at))].concat(),
            None => since,
        }
    };
    let set_up = move || {
        let texts = &said.texts().factor;
        if is_on.get() { texts.set_up_again } else { texts.set_up }
    };
    let turn_off = move || {
        is_on.get().then(|| {
            view! {
                <IconButton
                    small=true
                    icon=IconName::Trash
                    label=said.label(|texts| texts.factor.turn_off)
                    on_press=move |()| open.set(Some(Open::TurnOff))
                />
            }
        })
    };
    let on_close = Callback::new(move |()| open.set(None));
    let email = Memo::new(move |_| account.with(|account| account.email.clone()));
    view! {
        <li>
            {move || two_factor_shield(is_on.get())}
            <div class="r-rows__body">
                <div class="r-rows__title">{move || said.texts().factor.app}</div>
                <div class="r-rows__text">{text}</div>
            </div>
            <div class="r-rows__end">
                <span class="r-btns">
                    <Button small=true on_press=move |()| open.set(Some(Open::SetUp))>{set_up}</Button>
                    {turn_off}
                </span>
            </div>
            {move || match open.get()? {
                Open::SetUp => Some(view! { <SetUpTotp email on_close/> }.into_any()),
                Open::TurnOff => Some(view! { <TurnOff on_close/> }.into_any()),
            }}
        </li>
    }
}

/// Asks for the password, and turns the app off.
#[component]
fn TurnOff(on_close: Callback<()>) -> impl IntoView {
    let (queries, state) = (use_queries(), WriteState::new());
    let said = use_i18n().of::<AccountTexts>();
    let submit = Callback::new(move |password: String| {
        queries
            .mutate(api::remove_totp(password))
            .say(move |()| said.texts_untracked().factor.turned_off.to_owned())
            .then(on_close)
            .send_in(state);
    });
    view! {
        <PasswordDialog
            title=said.label(|texts| texts.factor.turn_off_title)
            text=said.label(|texts| texts.factor.turn_off_text)
            submit=said.label(|texts| texts.factor.turn_off)
            is_danger=true
            state
            on_submit=submit
            on_close
        />
    }
}

/// A question whose answer needs the password.
#[component]
pub fn PasswordDialog(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// The label of the button that does it.
    #[prop(into)]
    submit: Signal<String>,
    /// Whether it destroys something.
    #[prop(optional)]
    is_danger: bool,
    state: WriteState,
    /// Called with the password.
    on_submit: Callback<String>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let (password, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let send = Callback::new(move |()| {
        missing.set(password.with_untracked(String::is_empty));
        if !missing.get_untracked() {
            on_submit.run(password.get_untracked());
        }
    });
    let is_wrong = move || state.error().is_some_and(|error| is_wrong_password(&error));
    let error = Signal::derive(move || {
        let texts = &said.texts().password;
        let is_missing = missing.get() && password.with(String::is_empty);
        is_missing.then_some(texts.current_missing).or(is_wrong().then_some(texts.wrong)).map(str::to_owned)
    });
    let failure = move || {
        let error = state.error().filter(|error| !is_wrong_password(error))?;
        let text = own_error_message(&error, said.texts(), i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let kind = if is_danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=kind submit=true busy=state.busy()>{submit}</Button>
        }
    };
    view! {
        <Dialog title on_close on_submit=send buttons>
            {failure}
            <p>{text}</p>
            <Field
                label=said.label(|texts| texts.password.current)
                value=password
                kind=FieldKind::Password
                autocomplete="current-password"
                autofocus=true
                error
            />
        </Dialog>
    }
}

pub fn is_wrong_password(error: &ApiError) -> bool {
    error.code() == Some(api_types::codes::WRONG_PASSWORD)
}

/// The text of an error of changing one's own account.
pub fn own_error_message(error: &ApiError, own: &AccountTexts, common: &'static crate::i18n::Texts) -> &'static str {
    match error.code() {
        Some(api_types::codes::SECOND_FACTOR_NEEDED) => own.factor.needed,
        Some(api_types::codes::NO_PASSWORD) => own.password.none,
        Some(api_types::codes::NO_TOTP) => own.factor.expired,
        _ => error_message(error, common),
    }
}
