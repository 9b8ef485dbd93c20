//! Where a person stands: a dot and a word.

use api_types::{DeliveryState, Member, MemberStatus};

use super::delivery_note;
use crate::{
    i18n::{I18n, is_past_day},
    ui::{IconName, IconSize, Markup, Tag, icon},
};

/// A person's status. An invitation also says how long it still holds, and when its mail has not left; a member the day
/// on which access begins or ends.
pub fn status_badge(member: &Member, i18n: I18n) -> Vec<Markup> {
    let (texts, format, status) = (i18n.texts(), i18n.format(), member.status);
    let word = Tag::new("span").and((texts.member.status)(status));
    let until = member.invitation.as_ref().filter(|_| status == MemberStatus::Invited).map(|it| &it.expires_at);
    // Beside the word or, in the table, below it.
    let left = until.and_then(|until| Some((format.time_left(until)?, None)));
    let left = left.or_else(|| day(member, i18n));
    let left = left.map(|(left, title)| Tag::span("r-status__left").with_some("title", title).and(left));
    let badge = Tag::span("r-status")
        .with("data-status", status.as_str())
        .and(word.and_all(left.map(|left| [Markup::from(" "), left.into()]).into_iter().flatten()));
    let delivery = member.invitation.as_ref().and_then(|it| it.delivery.as_ref());
    let mail = delivery.and_then(|delivery| {
        let (picture, words) = match delivery.state {
            DeliveryState::Failed => (IconName::Warning, texts.member.mail_failed),
            DeliveryState::Waiting | DeliveryState::Sending => (IconName::Clock, texts.member.mail_waiting),
            _ => return None,
        };
        let mail = Tag::span("r-status__mail")
            .when("data-failed", delivery.state == DeliveryState::Failed)
            .with_some("title", delivery_note(delivery, texts, format));
        Some(mail.and(icon(picture, IconSize::Small)).and(words))
    });
    std::iter::once(badge).chain(mail).map(Markup::from).collect()
}

/// The day that comes next, or on which access ended; with the whole date for a tooltip.
fn day(member: &Member, i18n: I18n) -> Option<(String, Option<String>)> {
    let (texts, format) = (&i18n.texts().member, i18n.format());
    let (from, until) = (member.active_from.as_deref(), member.active_until.as_deref());
    let (text, day) = match member.status {
        MemberStatus::Active => (texts.access_until, until?),
        MemberStatus::Inactive if from.is_some() => (texts.access_from, from?),
        MemberStatus::Inactive => (texts.access_ended, until.filter(|until| is_past_day(until))?),
        _ => return None,
    };
    Some((text(&format.short_day(day)), Some(format.plain_day(day))))
}
