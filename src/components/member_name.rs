//! Who somebody is: face, name and address, as the first cell of a row.

use api_types::Member;
use leptos::prelude::*;

use super::MemberAvatar;
use crate::i18n::use_i18n;

/// A person as a link. Whoever has not accepted yet has the address for a name, and below it when they were invited.
#[component]
pub fn MemberName(
    member: Member,
    /// Where the person's page is.
    href: String,
    /// The reader's own address, to mark the reader.
    #[prop(into)]
    me: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let face = view! { <MemberAvatar member=&member/> };
    let Member { name, email, invited_at, .. } = member;
    let is_me = {
        let email = email.clone();
        move || me.with(|me| me.as_ref() == Some(&email))
    };
    let you = move || is_me().then(|| view! { <span class="r-you">{move || i18n.texts().member.you}</span> });
    let shown = name.clone().unwrap_or_else(|| email.clone());
    let second = match name {
        Some(_) => view! { <span class="r-who__mail" dir="ltr" title=email.clone()>{email.clone()}</span> }.into_any(),
        None => {
            let invited = invited_at.map(|at| move || (i18n.texts().member.invited_on)(&i18n.format().date(&at)));
            view! { <span class="r-who__mail">{invited}</span> }.into_any()
        }
    };
    view! {
        <div class="r-who">
            {face}
            <span class="r-who__text">
                <a class="r-who__name" href=href dir="auto" title=shown.clone()>
                    <bdi>{shown.clone()}</bdi>
                    {you}
                </a>
                {second}
            </span>
        </div>
    }
}
