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

/// Asks for the password before a change of how the account is signed in to.
#[component]
pub fn ProofDialog(
    /// Whose account it is.
    #[prop(into)]
    email: Signal<String>,
    /// Why the last try failed.
    #[prop(into)]
    error: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    /// Called with the password.
    #[prop(into)]
    on_submit: Callback<String>,
    /// The reader gives the change up.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SignInTexts>();
    let password = RwSignal::new(String::new());
    let label = Signal::derive(move || (said.texts().again.password_for)(&email.get()));
    let submit = Callback::new(move |()| on_submit.run(password.get_untracked()));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy>{move || said.texts().again.proof.submit}</Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.again.proof.title) on_close on_submit=submit buttons>
            <p>{move || said.texts().again.proof.text}</p>
            <Field
                label
                value=password
                kind=FieldKind::Password
                error
                autocomplete="current-password"
                autofocus=true
            />
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
