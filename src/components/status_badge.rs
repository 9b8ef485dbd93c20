//! Where a person stands: a dot and a word.

use api_types::{DeliveryState, Member, MemberStatus};
use leptos::prelude::*;

use super::delivery_note;
use crate::{
    i18n::{I18n, is_past_day},
    ui::{Icon, IconName, IconSize},
};

/// A person's status. An invitation also says how long it still holds, and when its mail has not left; a member the day
/// on which access begins or ends.
pub fn status_badge(member: &Member, i18n: I18n) -> AnyView {
    let (texts, format, status) = (i18n.texts(), i18n.format(), member.status);
    let word = (texts.member.status)(status);
    let until = member.invitation.as_ref().filter(|_| status == MemberStatus::Invited).map(|it| &it.expires_at);
    // Beside the word or, in the table, below it.
    let left = until.and_then(|until| format.time_left(until)).or_else(|| day(member, i18n)).map(|left| {
        view! { <span class="r-status__left"><span class="r-status__dot">" · "</span>{left}</span> }
    });
    let delivery = member.invitation.as_ref().and_then(|it| it.delivery.as_ref());
    let mail = delivery.and_then(|delivery| {
        let (icon, words) = match delivery.state {
            DeliveryState::Failed => (IconName::Warning, texts.member.mail_failed),
            DeliveryState::Waiting | DeliveryState::Sending => (IconName::Clock, texts.member.mail_waiting),
            _ => return None,
        };
        let failed = delivery.state == DeliveryState::Failed;
        Some(view! {
            <span
                class="r-status__mail"
                data-failed=failed.then_some("")
                title=delivery_note(delivery, texts, format)
            >
                <Icon name=icon size=IconSize::Small/>
                {words}
            </span>
        })
    });
    view! {
        <span class="r-status" data-status=status.as_str()><span>{word} {left}</span></span>
        {mail}
    }
    .into_any()
}

/// The day that comes next, or on which access ended.
fn day(member: &Member, i18n: I18n) -> Option<String> {
    let (texts, format) = (&i18n.texts().member, i18n.format());
    let until = member.active_until.as_deref();
    match (member.status, member.active_from.as_deref()) {
        (MemberStatus::Active, _) => Some((texts.access_until)(&format.plain_day(until?))),
        (MemberStatus::Inactive, Some(from)) => Some((texts.access_from)(&format.plain_day(from))),
        (MemberStatus::Inactive, None) => {
            until.filter(|until| is_past_day(until)).map(|until| (texts.access_ended)(&format.plain_day(until)))
        }
        _ => None,
    }
}
