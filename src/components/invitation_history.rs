//! How somebody came into the organization.

use api_types::{Delivery, DeliveryState, Member, MemberId, MemberStatus};
use leptos::prelude::*;

use super::{delivery_note, user_detail::PersonLink};
use crate::{
    host::until,
    i18n::{PageTexts, use_i18n},
    ui::Section,
};

/// From the invitation to the day they became a member, or to where it stands now.
#[component]
pub fn InvitationHistory(
    member: Member,
    /// Where another user's page is.
    href: Callback<MemberId, String>,
) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    if member.invited_by.is_none() && member.invited_at.is_none() && member.member_since.is_none() {
        return view! {
            <Section title=i18n.label(|texts| texts.user.invitation)>
                <p class="r-hint">{move || i18n.texts().user.no_invitation}</p>
            </Section>
        }
        .into_any();
    }
    if member.invited_at.is_none() && member.invitation.is_some() {
        let text = move || match &member.active_from {
            Some(day) => (i18n.texts().user.invited_on)(&i18n.format().plain_day(day)),
            None => i18n.texts().user.not_invited.to_owned(),
        };
        return view! {
            <Section title=i18n.label(|texts| texts.user.invitation)>
                <p class="r-hint">{text}</p>
            </Section>
        }
        .into_any();
    }
    let inviter = match member.invited_by {
        Some(person) => view! { {move || i18n.texts().user.invited_by} <PersonLink person href/> }.into_any(),
        None => view! { {move || i18n.texts().user.invited} }.into_any(),
    };
    let message = member.invitation.as_ref().and_then(|invitation| invitation.message.clone()).map(|message| {
        view! { <li><div class="r-lines" dir="auto">{move || (common.texts().member.quoted)(&message)}</div></li> }
    });
    let invited_on = member.invited_at.map(|at| move || (i18n.texts().user.on)(&i18n.format().date(&at)));
    let sent = member.invitation.clone().map(|invitation| {
        let times = move || (i18n.texts().user.sent)(i18n.format(), invitation.times_sent);
        let pause = invitation.resend_from.filter(|from| !until(from).is_zero());
        let pause = pause.map(|from| move || (i18n.texts().user.resend_from)(&i18n.format().date_time(&from)));
        let last = invitation.sent_at.map(|at| move || (i18n.texts().user.on)(&i18n.format().date(&at)));
        view! {
            <li>
                <div>
                    {times}
                    <div class="r-timeline__at">{last}</div>
                    {pause.map(|pause| view! { <div class="r-timeline__at">{pause}</div> })}
                </div>
            </li>
            {invitation.delivery.map(|delivery| view! { <Mail delivery/> })}
        }
    });
    let ends = member.invitation.filter(|_| member.status != MemberStatus::Inactive).map(|invitation| {
        let word: fn(&'static PageTexts) -> &'static str = match member.status {
            MemberStatus::Expired => |texts| texts.user.expired,
            _ => |texts| texts.user.expires,
        };
        let on = move || (i18n.texts().user.on)(&i18n.format().date(&invitation.expires_at));
        view! { <li><div>{move || word(i18n.texts())}<div class="r-timeline__at">{on}</div></div></li> }
    });
    let accepted = member.member_since.map(|since| {
        let on = move || (i18n.texts().user.member_since)(&i18n.format().date(&since));
        view! { <li><div>{move || i18n.texts().user.accepted}<div class="r-timeline__at">{on}</div></div></li> }
    });
    view! {
        <Section title=i18n.label(|texts| texts.user.invitation)>
            <ol class="r-timeline">
                <li>
                    <div>
                        {inviter}
                        <div class="r-timeline__at">{invited_on}</div>
                    </div>
                </li>
                {message}
                {sent}
                {ends}
                {accepted}
            </ol>
        </Section>
    }
    .into_any()
}

/// The newest mail, as long as there is something to say of it.
#[component]
fn Mail(delivery: Delivery) -> impl IntoView {
    let i18n = use_i18n();
    let state = delivery.state;
    let waits = matches!(state, DeliveryState::Waiting | DeliveryState::Sending);
    let word = move || {
        let texts = &i18n.texts().member;
        match state {
            DeliveryState::Failed => texts.mail_failed,
            _ if waits => texts.mail_waiting,
            _ => i18n.of::<PageTexts>().texts().user.mail_sent,
        }
    };
    let note = move || delivery_note(&delivery, i18n.texts(), i18n.format());
    let worth_saying = waits || note().is_some();
    worth_saying.then(|| view! { <li><div>{word}<div class="r-timeline__at">{note}</div></div></li> })
}
