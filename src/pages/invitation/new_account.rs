//! Accepting without an account: names and a password make one.

use leptos::prelude::*;

use super::{AcceptError, flow::InvitationFlow};
use crate::{
    forms::{NewAccountDraft, NewAccountField},
    i18n::{SignInTexts, use_i18n},
    ui::{Button, ButtonKind, Field, FieldKind, focus_first_invalid},
};

/// Asks for names and a password; the address is the one that was invited.
#[component]
pub fn NewAccount(flow: InvitationFlow, email: String) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let [given_name, family_name, password] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let wrong = RwSignal::new(Vec::<NewAccountField>::new());
    let draft = move || NewAccountDraft {
        given_name: given_name.get(),
        family_name: family_name.get(),
        password: password.get(),
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match untrack(draft).validated() {
            Ok(account) => {
                wrong.set(Vec::new());
                flow.accept(Some(account));
            }
            Err(fields) => {
                wrong.set(fields);
                focus_first_invalid(&event);
            }
        }
    };
    // Once a field was wrong it is looked at with every key, until it is right.
    let error = move |is: fn(NewAccountField) -> bool| {
        Signal::derive(move || {
            if !wrong.with(|wrong| wrong.iter().any(|field| is(*field))) {
                return None;
            }
            let texts = &i18n.texts().invitation;
            let text = match draft().validated().err()?.into_iter().find(|field| is(*field))? {
                NewAccountField::NameMissing => texts.name_missing,
                NewAccountField::GivenName | NewAccountField::FamilyName => texts.name_invalid,
                NewAccountField::PasswordMissing => texts.password_missing,
                NewAccountField::PasswordTooShort => texts.password_short,
                NewAccountField::PasswordTooLong => texts.password_long,
            };
            Some(text.to_owned())
        })
    };
    view! {
        <form class="r-auth__form" novalidate on:submit=submit>
            <AcceptError flow/>
            <div class="r-grid2">
                <Field
                    label=i18n.label(|texts| texts.invitation.given_name)
                    value=given_name
                    autocomplete="given-name"
                    error=error(NewAccountField::is_given_name)
                />
                <Field
                    label=i18n.label(|texts| texts.invitation.family_name)
                    value=family_name
                    autocomplete="family-name"
                    error=error(NewAccountField::is_family_name)
                />
            </div>
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
                error=error(NewAccountField::is_password)
            />
            <Button kind=ButtonKind::Primary block=true submit=true busy=flow.busy>
                {i18n.label(|texts| texts.invitation.submit)}
            </Button>
        </form>
    }
}
