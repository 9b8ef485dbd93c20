//! The dialogs to sign in again when the session has ended.

use leptos::prelude::*;

use crate::{
    i18n::{SignInTexts, use_i18n},
    ui::{Button, ButtonKind, CodeField, Dialog, Field, FieldKind},
};

/// Asks for the password. Nothing on the page behind is lost, so it can only be answered, not closed.
#[component]
pub fn ReauthenticationPasswordDialog(
    /// Whose session has ended.
    #[prop(into)]
    email: Signal<String>,
    /// Why the last try failed.
    #[prop(into)]
    error: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    /// Called with the password.
    #[prop(into)]
    on_submit: Callback<String>,
    /// The reader is somebody else.
    #[prop(into)]
    on_other_account: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let password = RwSignal::new(String::new());
    let label = Signal::derive(move || (i18n.texts().again.password_for)(&email.get()));
    let submit = move |()| on_submit.run(password.get_untracked());
    view! {
        <ReauthenticationDialog title=|texts| texts.again.title busy on_submit=submit on_other_account>
            <p>{move || i18n.texts().again.text}</p>
            <Field
                label
                value=password
                kind=FieldKind::Password
                error
                autocomplete="current-password"
                autofocus=true
            />
        </ReauthenticationDialog>
    }
}

/// Asks for the six digits that follow the password.
#[component]
pub fn ReauthenticationCodeDialog(
    /// Why the last try failed.
    #[prop(into)]
    error: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    /// Called with the code.
    #[prop(into)]
    on_submit: Callback<String>,
    /// The reader is somebody else.
    #[prop(into)]
    on_other_account: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let code = RwSignal::new(String::new());
    let submit = Callback::new(move |()| on_submit.run(code.get_untracked()));
    view! {
        <ReauthenticationDialog title=|texts| texts.code_title busy on_submit=submit on_other_account>
            <p>{move || i18n.texts().code_lede}</p>
            <CodeField label=i18n.label(|texts| texts.code) value=code error on_complete=submit/>
        </ReauthenticationDialog>
    }
}

/// Asks for a proof before a change of how the account is signed in to: the password, or a second factor of the account.
#[component]
pub fn ProofDialog(
    /// Whose account it is.
    #[prop(into)]
    email: Signal<String>,
    /// Whether the account has an authenticator app.
    #[prop(into)]
    has_totp: Signal<bool>,
    /// Whether it has passkeys.
    #[prop(into)]
    has_passkey: Signal<bool>,
    /// Why the last try failed.
    #[prop(into)]
    error: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    /// Called with the password.
    #[prop(into)]
    on_password: Callback<String>,
    /// Called with a code of the authenticator app.
    #[prop(into)]
    on_code: Callback<String>,
    /// Asks for a passkey.
    #[prop(into)]
    on_passkey: Callback<()>,
    /// The reader gives the change up.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SignInTexts>();
    let (password, code, by_code) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let label = Signal::derive(move || (said.texts().again.password_for)(&email.get()));
    let submit = Callback::new(move |()| {
        if by_code.get_untracked() {
            on_code.run(code.get_untracked());
        } else {
            on_password.run(password.get_untracked());
        }
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy>{move || said.texts().again.proof.submit}</Button>
        }
    };
    let field = move || {
        if by_code.get() {
            view! { <CodeField label=said.label(|texts| texts.code) value=code error on_complete=submit/> }.into_any()
        } else {
            view! {
                <Field
                    label
                    value=password
                    kind=FieldKind::Password
                    error
                    autocomplete="current-password"
                    autofocus=true
                />
            }
            .into_any()
        }
    };
    let other = move |label: fn(&'static SignInTexts) -> &'static str, on_press: Callback<()>| {
        view! {
            <button class="r-link" type="button" on:click=move |_| on_press.run(())>{move || label(said.texts())}</button>
        }
    };
    let others = move || {
        let by_other = Callback::new(move |()| by_code.update(|by_code| *by_code = !*by_code));
        let code = has_totp.get().then(|| match by_code.get() {
            true => other(|texts| texts.again.proof.use_password, by_other),
            false => other(|texts| texts.use_totp, by_other),
        });
        let passkey = has_passkey.get().then(|| other(|texts| texts.use_passkey, on_passkey));
        (code.is_some() || passkey.is_some())
            .then(|| view! { <div class="r-row r-row--wrap r-sm">{code}{passkey}</div> })
    };
    view! {
        <Dialog title=said.label(|texts| texts.again.proof.title) on_close on_submit=submit buttons>
            <p>{move || said.texts().again.proof.text}</p>
            {field}
            {others}
        </Dialog>
    }
}

/// The dialog around both.
#[component]
fn ReauthenticationDialog(
    title: fn(&'static SignInTexts) -> &'static str,
    busy: Signal<bool>,
    #[prop(into)] on_submit: Callback<()>,
    on_other_account: Callback<()>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SignInTexts>();
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_other_account>
                {move || said.texts().again.other_account}
            </Button>
            <Button kind=ButtonKind::Primary submit=true busy>
                {move || i18n.texts().common.sign_in}
            </Button>
        }
    };
    view! {
        <Dialog title=said.label(title) on_submit buttons>
            {children()}
        </Dialog>
    }
}
