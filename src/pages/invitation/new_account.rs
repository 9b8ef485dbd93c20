//! Accepting without an account: name and password make one.

use leptos::prelude::*;

use super::{Refused, visit::Visit};
use crate::{
    forms::{NewAccountDraft, NewAccountField},
    i18n::{SignInTexts, use_i18n},
    ui::{Button, ButtonKind, Field, FieldKind, focus_first_invalid},
};

/// Asks for name and password; the address is the one that was invited.
#[component]
pub fn NewAccount(visit: Visit, email: String) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(Vec::<NewAccountField>::new());
    let draft = move || NewAccountDraft { name: name.get(), password: password.get() };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match untrack(draft).validated() {
            Ok(account) => {
                wrong.set(Vec::new());
                visit.accept(Some(account));
            }
            Err(fields) => {
                wrong.set(fields);
                focus_first_invalid(&event);
            }
        }
    };
    // Once a field was wrong it is looked at with every key, until it is right.
    let error = move |about_name: bool| {
        let is = |field: &NewAccountField| field.is_name() == about_name;
        if !wrong.with(|wrong| wrong.iter().any(is)) {
            return None;
        }
        let texts = &i18n.texts().invitation;
        let text = match draft().validated().err()?.into_iter().find(is)? {
            NewAccountField::NameMissing => texts.name_missing,
            NewAccountField::Name => texts.name_invalid,
            NewAccountField::PasswordMissing => texts.password_missing,
            NewAccountField::PasswordTooShort => texts.password_short,
            NewAccountField::PasswordTooLong => texts.password_long,
        };
        Some(text.to_owned())
    };
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            <Refused visit/>
            <Field
                label=i18n.label(|texts| texts.invitation.name)
                value=name
                autocomplete="name"
                error=Signal::derive(move || error(true))
            />
            <Field
                label=i18n.label(|texts| texts.email)
                value=RwSignal::new(email)
                kind=FieldKind::Email
                autocomplete="username"
                readonly=true
            />
            <Field
                label=i18n.label(|texts| texts.invitation.password)
                value=password
                kind=FieldKind::Password
                autocomplete="new-password"
                hint=Signal::derive(move || Some(i18n.texts().invitation.password_hint.to_owned()))
                error=Signal::derive(move || error(false))
            />
            <Button kind=ButtonKind::Primary block=true submit=true busy=visit.busy>
                {i18n.label(|texts| texts.invitation.submit)}
            </Button>
        </form>
    }
}
