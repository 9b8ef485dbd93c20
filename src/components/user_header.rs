//! The head of a user's page.

use api_types::Member;
use leptos::prelude::*;

use super::{MemberAvatar, status_badge, two_factor};
use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Icon, IconName},
};

/// Who it is, at a glance, and what can be done.
#[component]
pub fn UserHeader(
    member: Member,
    /// Buttons.
    children: Children,
) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let face = view! { <MemberAvatar member=&member large=true/> };
    let name = member.name.clone().unwrap_or_else(|| member.email.clone());
    let last_seen = member.last_sign_in.clone();
    let last_seen = move || match &last_seen {
        Some(moment) => (i18n.texts().user.last_seen)(&i18n.format().date_time(moment)),
        None => i18n.texts().user.never_seen.to_owned(),
    };
    let (factor, email) = (member.two_factor, member.email.clone());
    view! {
        <header class="r-person">
            {face}
            <div class="r-person__text">
                <h1><bdi>{name}</bdi></h1>
                <div class="r-person__meta">
                    {move || status_badge(&member, common)}
                    {factor.map(|on| view! { <span>{move || two_factor(Some(on), true, common.texts())}</span> })}
                    <span dir="ltr"><Icon name=IconName::Mail/>{email}</span>
                    <span><Icon name=IconName::Clock/>{last_seen}</span>
                </div>
            </div>
            <div class="r-btns">{children()}</div>
        </header>
    }
}
