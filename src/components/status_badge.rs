//! Where a person stands: a dot and a word.

use api_types::{Member, MemberStatus};
use leptos::prelude::*;

use crate::i18n::use_i18n;

/// A person's status; an invitation also says how long it still holds.
#[component]
pub fn StatusBadge(member: Member) -> impl IntoView {
    let i18n = use_i18n();
    let status = member.status;
    let until = member.invitation.map(|invitation| invitation.expires_at);
    let text = move || {
        let word = (i18n.texts().member.status)(status);
        let left = until.as_ref().filter(|_| status == MemberStatus::Invited);
        match left.and_then(|until| i18n.format().time_left(until)) {
            Some(left) => [word, " · ", &left].concat(),
            None => word.to_owned(),
        }
    };
    view! { <span class="r-status" data-status=status.as_str()>{text}</span> }
}
