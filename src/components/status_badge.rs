//! Where a person stands: a dot and a word.

use api_types::{DeliveryState, Member, MemberStatus};
use leptos::prelude::*;

use super::delivery_note;
use crate::{
    i18n::use_i18n,
    ui::{Icon, IconName, IconSize},
};

/// A person's status; an invitation also says how long it still holds, and when its mail has not left.
#[component]
pub fn StatusBadge(member: Member) -> impl IntoView {
    let i18n = use_i18n();
    let status = member.status;
    let delivery = member.invitation.as_ref().and_then(|it| it.delivery.clone());
    let until = member.invitation.map(|invitation| invitation.expires_at);
    let text = move || {
        let word = (i18n.texts().member.status)(status);
        let left = until.as_ref().filter(|_| status == MemberStatus::Invited);
        match left.and_then(|until| i18n.format().time_left(until)) {
            Some(left) => [word, " · ", &left].concat(),
            None => word.to_owned(),
        }
    };
    let icon = match delivery.as_ref().map(|it| it.state) {
        Some(DeliveryState::Failed) => Some(IconName::Warning),
        Some(DeliveryState::Waiting | DeliveryState::Sending) => Some(IconName::Clock),
        _ => None,
    };
    let mail = icon.map(|icon| {
        let failed = icon == IconName::Warning;
        let words = move || {
            let texts = &i18n.texts().invite;
            if failed { texts.mail_failed } else { texts.mail_waiting }
        };
        let note = move || delivery.as_ref().and_then(|it| delivery_note(it, i18n.texts(), i18n.format()));
        view! {
            <span class="r-status__mail" data-failed=failed.then_some("") title=note>
                <Icon name=icon size=IconSize::Small/>
                {move || words()}
            </span>
        }
    });
    view! {
        <span class="r-status" data-status=status.as_str()>{move || text()}</span>
        {mail}
    }
}
