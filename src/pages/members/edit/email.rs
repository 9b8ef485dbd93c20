//! The e-mail address: what it is, how it is changed, and the change that waits.

use std::time::Duration;

use api_types::{ActionRefusal, DeliveryState, EmailChange, MailService, Member, MemberAction};
use leptos::{html, prelude::*};

use super::form::MemberForm;
use crate::{
    api,
    components::PendingEmail,
    i18n::{MemberActionTexts, use_i18n},
    pages::error_message::member_error_message,
    queries::WriteState,
    ui::{Button, Field, FieldKind, IconName},
};

/// How often, and how many times at most, the page looks what became of the mail with the link, while no stream says so.
const PAUSE: Duration = Duration::from_secs(2);
const LOOKS: u32 = 15;

/// Whether the address can be changed.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Allowed,
    NoMail,
    Refused(ActionRefusal),
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
            State::Refused(ActionRefusal::Yourself) => edit.email_own,
            State::Refused(reason) => (i18n.texts().list.refusal)(reason),
            State::Absent => "",
        };
        Some([edit.email_hint, " ", why].concat())
    });
    let is_pending = Memo::new(move |_| form.member.with(|member| member.email_change.is_some()));
    let can_change = Memo::new(move |_| state.get() == State::Allowed);
    let button = NodeRef::new();
    view! {
        <div class="r-edit__field">
            <Field label=said.label(|texts| texts.user.email) value=email kind=FieldKind::Email hint readonly=true/>
            {move || is_pending.get().then(|| view! { <Pending form button/> })}
            {move || can_change.get().then(|| view! {
                <div class="r-btns">
                    <Button small=true icon=IconName::Edit on_press=on_change node_ref=button>
                        {move || i18n.texts().member.change_email}
                    </Button>
                </div>
            })}
        </div>
    }
}

/// The change that waits, and what is done with it.
#[component]
fn Pending(
    form: MemberForm,
    /// Gets the focus when the change is cancelled.
    button: NodeRef<html::Button>,
) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let actions = i18n.of::<MemberActionTexts>();
    // Once it is done, it is on the page for a moment still.
    let change = Memo::new(move |before: Option<&EmailChange>| {
        let now = form.member.with(|member| member.email_change.clone());
        now.or_else(|| before.cloned()).unwrap_or_default()
    });
    let member = move || form.member.get_untracked();
    let resend = Callback::new(move |()| {
        let to = change.with_untracked(|change| change.email.clone());
        form.queries
            .mutate(api::request_email_change(&member(), to.clone()))
            .say(move |()| (actions.texts_untracked().email_link_sent)(&to))
            .send_in(state);
    });
    let cancel = Callback::new(move |()| {
        form.queries
            .mutate(api::cancel_email_change(&member()))
            .say(move |()| actions.texts_untracked().email_change_cancelled.to_owned())
            .on_success(move |()| {
                if let Some(button) = button.try_get_untracked().flatten() {
                    let _ = button.focus();
                }
            })
            .send_in(state);
    });
    let failure = move || state.error().map(|error| member_error_message(&error, i18n).to_owned());
    poll(form, change);
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
fn poll(form: MemberForm, change: Memo<EmailChange>) {
    let is_under_way = Memo::new(move |_| {
        let state = change.with(|change| change.delivery.as_ref().map(|delivery| delivery.state));
        matches!(state, Some(DeliveryState::Waiting | DeliveryState::Sending))
    });
    Effect::new(move |_| {
        if !is_under_way.get() {
            return;
        }
        let left = StoredValue::new(LOOKS);
        let look = move || {
            if left.try_get_value().is_some_and(|left| left > 0) && !form.queries.is_live_untracked() {
                left.update_value(|left| *left -= 1);
                let member = form.member.get_untracked();
                form.queries.refresh_only(api::member(member.organization_id, member.id));
            }
        };
        if let Ok(timer) = set_interval_with_handle(look, PAUSE) {
            on_cleanup(move || timer.clear());
        }
    });
}

fn state_of(member: &Member) -> State {
    match member.actions.iter().find(|it| it.action == MemberAction::ChangeEmail) {
        None => State::Absent,
        Some(it) if it.allowed => State::Allowed,
        Some(it) => it.reason.map_or(State::Absent, State::Refused),
    }
}
