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
    #[prop(into)] member: Signal<Member>,
    /// Buttons.
    children: Children,
) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let name = move || member.with(|member| member.name.clone().unwrap_or_else(|| member.email.clone()));
    let last_seen = move || {
        member.with(|member| match &member.last_sign_in {
            Some(moment) => (i18n.texts().user.last_seen)(&i18n.format().date_time(moment)),
            None => i18n.texts().user.never_seen.to_owned(),
        })
    };
    let factor = move || {
        let on = member.with(|member| member.two_factor)?;
        Some(view! { <span>{two_factor(Some(on), true, common.texts())}</span> })
    };
    view! {
        <header class="r-person">
            {move || member.with(|member| view! { <MemberAvatar member large=true/> })}
            <div class="r-person__text">
                <h1><bdi>{name}</bdi></h1>
                <div class="r-person__meta">
                    {move || member.with(|member| status_badge(member, common))}
                    {factor}
                    <span dir="ltr">
                        <Icon name=IconName::Mail/>
                        {move || member.with(|member| member.email.clone())}
                    </span>
                    <span><Icon name=IconName::Clock/>{last_seen}</span>
                </div>
            </div>
            <div class="r-btns">{children()}</div>
        </header>
    }
}
