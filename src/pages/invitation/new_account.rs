//! Accepting without an account: names and a password make one.

use api_types::PasswordProblem;
use leptos::prelude::*;

use super::{AcceptError, flow::InvitationFlow};
use crate::{
    components::{PasswordRules, password_problem},
    forms::{NewAccountDraft, NewAccountField, PasswordRule},
    i18n::{SignInTexts, use_i18n},
    ui::{Button, ButtonKind, Field, FieldKind, focus_first_invalid},
};

/// Asks for names and a password; the address is the one that was invited.
#[component]
pub fn NewAccount(
    flow: InvitationFlow,
    email: String,
    /// What the password has to be.
    rule: PasswordRule,
) -> impl IntoView {
    let min = rule.min;
    let shown_rule = Signal::stored(rule.clone());
    let rule = StoredValue::new(rule);
    let validated = move |draft: NewAccountDraft| rule.with_value(|rule| draft.validated(rule));
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
        match validated(untrack(draft)) {
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
            // The server knows more words that a password must not be little more than.
            let refused = flow.error.get().is_some_and(|error| error.problem().is_some_and(|it| it.names("/password")));
            if refused && is(NewAccountField::Password(PasswordProblem::TooEasy)) {
                return Some(password_problem(PasswordProblem::TooEasy, min, i18n));
            }
            if !wrong.with(|wrong| wrong.iter().any(|field| is(*field))) {
                return None;
            }
            let texts = &i18n.texts().invitation;
            Some(match validated(draft()).err()?.into_iter().find(|field| is(*field))? {
                NewAccountField::NameMissing => texts.name_missing.to_owned(),
                NewAccountField::GivenName | NewAccountField::FamilyName => texts.name_invalid.to_owned(),
                NewAccountField::Password(problem) => password_problem(problem, min, i18n),
            })
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
                error=error(NewAccountField::is_password)
            />
            <PasswordRules password rule=shown_rule/>
            <Button kind=ButtonKind::Primary block=true submit=true busy=flow.busy>
                {i18n.label(|texts| texts.invitation.submit)}
            </Button>
        </form>
    }
}
