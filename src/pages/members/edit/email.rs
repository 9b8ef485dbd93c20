//! The e-mail address: what it is, how it is changed, and the change that waits.

use std::time::Duration;

use api_types::{DeliveryState, EmailChange, MailService, Member, MemberAction};
use leptos::prelude::*;

use super::form::MemberForm;
use crate::{
    api,
    components::PendingEmail,
    i18n::{MemberActionTexts, use_i18n},
    pages::error_message::member_error_message,
    queries::WriteState,
    ui::{Button, Field, FieldKind, IconName},
};

/// How often, and how many times at most, the page looks what became of the mail with the link.
const PAUSE: Duration = Duration::from_secs(2);
const LOOKS: u32 = 15;

/// Whether the address can be changed.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Allowed,
    NoMail,
    Refused(api_types::ActionRefusal),
    Absent,
}

/// The field with the address, and what stands below it.
#[component]
pub fn Email(
    form: MemberForm,
    /// Asks for another address.
    on_change: Callback<()>,
) -> impl IntoView {
    let (i18n, said, server) = (use_i18n(), form.said, form.queries.server());
    let email = RwSignal::new(String::new());
    Effect::new(move |_| email.set(form.member.with(|member| member.email.clone())));
    let state = Memo::new(move |_| match form.member.with(state_of) {
        State::Allowed if matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None) => State::NoMail,
        state => state,
    });
    let hint = Signal::derive(move || {
        let edit = &said.texts().edit;
        let why = match state.get() {
            State::Allowed => edit.email_change_hint,
            State::NoMail => edit.email_no_mail,
            State::Refused(reason) => (i18n.texts().list.refusal)(reason),
            State::Absent => "",
        };
        Some([edit.email_hint, " ", why].concat())
    });
    let pending = Memo::new(move |_| form.member.with(|member| member.email_change.clone()));
    let can_change = Memo::new(move |_| state.get() == State::Allowed && pending.with(Option::is_none));
    view! {
        <div class="r-edit__field">
            <Field label=said.label(|texts| texts.user.email) value=email kind=FieldKind::Email hint readonly=true/>
            {move || pending.get().map(|change| view! { <Pending form change/> })}
            {move || can_change.get().then(|| view! {
                <div class="r-btns">
                    <Button small=true icon=IconName::Edit on_press=on_change>
                        {move || i18n.texts().member.change_email}
                    </Button>
                </div>
            })}
        </div>
    }
}

/// The change that waits, and what is done with it.
#[component]
fn Pending(form: MemberForm, change: EmailChange) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let actions = i18n.of::<MemberActionTexts>();
    let email = StoredValue::new(change.email.clone());
    let member = move || form.member.get_untracked();
    let resend = Callback::new(move |()| {
        let to = email.get_value();
        form.queries
            .mutate(api::request_email_change(&member(), to.clone()))
            .say(move |()| (actions.texts_untracked().email_link_sent)(&to))
            .send_in(state);
    });
    let cancel = Callback::new(move |()| {
        form.queries
            .mutate(api::cancel_email_change(&member()))
            .say(move |()| actions.texts_untracked().email_change_cancelled.to_owned())
            .send_in(state);
    });
    let failure = move || state.error().map(|error| member_error_message(&error, i18n).to_owned());
    poll(form, &change);
    view! {
        <PendingEmail
            change
            busy=state.busy()
            failure=Signal::derive(failure)
            on_resend=resend
            on_cancel=cancel
        />
    }
}

/// Looks what became of the mail, as long as it is under way.
fn poll(form: MemberForm, change: &EmailChange) {
    let is_under_way = |state| matches!(state, DeliveryState::Waiting | DeliveryState::Sending);
    if !change.delivery.as_ref().is_some_and(|delivery| is_under_way(delivery.state)) {
        return;
    }
    let left = StoredValue::new(LOOKS);
    let look = move || {
        if left.try_get_value().is_some_and(|left| left > 0) {
            left.update_value(|left| *left -= 1);
            let member = form.member.get_untracked();
            form.queries.refresh_only(api::member(member.organization_id, member.id));
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, PAUSE) {
        on_cleanup(move || timer.clear());
    }
}

fn state_of(member: &Member) -> State {
    match member.actions.iter().find(|it| it.action == MemberAction::ChangeEmail) {
        None => State::Absent,
        Some(it) if it.allowed => State::Allowed,
        Some(it) => it.reason.map_or(State::Absent, State::Refused),
    }
}
