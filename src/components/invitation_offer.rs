//! What an invitation offers, before anything is typed.

use api_types::{InvitationPreview, InvitationRole};
use leptos::prelude::*;

use crate::i18n::{I18n, SignInTexts, Texts, use_i18n};

/// A value, and a line of explanation below it; empty where there is none.
type Value = (String, String);

/// The organization, the roles and what they allow, the companies, the message, and until when all this holds.
#[component]
pub fn InvitationOffer(invitation: InvitationPreview) -> impl IntoView {
    let i18n = use_i18n();
    move || view! { <dl class="r-offer">{facts(i18n, &invitation).into_iter().map(fact).collect_view()}</dl> }
}

/// What is offered, in the reader's language, as far as there is any of it.
fn facts(i18n: I18n, invitation: &InvitationPreview) -> Vec<(&'static str, Vec<Value>)> {
    let (texts, format) = (&i18n.of::<SignInTexts>().texts().invitation, i18n.format());
    let plain = |text: &String| (text.clone(), String::new());
    let ends = &invitation.expires_at;
    let facts = vec![
        (texts.organization, vec![plain(&invitation.organization.name)]),
        (
            if invitation.roles.len() == 1 { texts.role } else { texts.roles },
            invitation.roles.iter().map(|role| offered(i18n.texts(), role)).collect(),
        ),
        (texts.companies, invitation.companies.iter().map(plain).collect()),
        (texts.message, invitation.message.iter().map(plain).collect()),
        (texts.invited_by_label, vec![inviter(invitation)].into_iter().filter(|(name, _)| !name.is_empty()).collect()),
        (texts.invited_on, invitation.invited_at.iter().map(|at| (format.date(at), String::new())).collect()),
        (texts.valid_until, vec![(format.date(ends), format.time_left(ends).unwrap_or_default())]),
    ];
    facts.into_iter().filter(|(_, values)| !values.is_empty()).collect()
}

/// The inviter's name, and the address below it.
fn inviter(invitation: &InvitationPreview) -> Value {
    let name = invitation.inviter.clone().unwrap_or_default();
    let email = invitation.inviter_email.clone().filter(|email| *email != name).unwrap_or_default();
    (name, email)
}

/// A role, and what it is for.
fn offered(texts: &Texts, InvitationRole { key, name, description }: &InvitationRole) -> Value {
    (texts.role_name(key, name).to_owned(), texts.role_description(key, description).to_owned())
}

/// Whatever it says, it is text: nothing in it becomes a link or a picture.
fn fact((label, values): (&'static str, Vec<Value>)) -> impl IntoView {
    let value = |(text, below): Value| {
        let below = (!below.is_empty()).then(|| view! { <small dir="auto">{below}</small> });
        view! { <dd dir="auto">{text} {below}</dd> }
    };
    view! {
        <div>
            <dt>{label}</dt>
            {values.into_iter().map(value).collect_view()}
        </div>
    }
}
