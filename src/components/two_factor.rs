//! Whether somebody signs in with a second factor.

use leptos::prelude::*;

use crate::{
    i18n::Texts,
    ui::{Icon, IconName},
};

/// A shield alone: what it means is said beside it.
pub fn two_factor_shield(is_on: bool) -> AnyView {
    let icon = if is_on { IconName::Shield } else { IconName::ShieldOff };
    view! { <span class="r-shield" data-on=is_on><Icon name=icon/></span> }.into_any()
}

/// A shield, and the words for it: spoken, or beside it. `is_on` is nothing as long as it is not known.
pub fn two_factor(is_on: Option<bool>, with_words: bool, texts: &Texts) -> AnyView {
    let words = match is_on {
        Some(true) => texts.member.two_factor_on,
        Some(false) => texts.member.two_factor_off,
        None => texts.member.two_factor_unknown,
    };
    let shield = is_on.map(two_factor_shield);
    let dash = (shield.is_none() && !with_words).then(|| view! { <span class="r-none" aria-hidden="true">"–"</span> });
    view! {
        {shield}
        {dash}
        <span class=if with_words { "" } else { "r-vh" }>{words}</span>
    }
    .into_any()
}
