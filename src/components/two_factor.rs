//! Whether somebody signs in with a second factor.

use leptos::prelude::*;

use crate::{
    i18n::use_i18n,
    ui::{Icon, IconName},
};

/// A shield, and the words for it: spoken, or beside it.
#[component]
pub fn TwoFactor(
    /// Nothing: not known yet.
    on: Option<bool>,
    /// Shows the words too.
    #[prop(optional)]
    with_words: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || {
        let texts = &i18n.texts().member;
        match on {
            Some(true) => texts.two_factor_on,
            Some(false) => texts.two_factor_off,
            None => texts.two_factor_unknown,
        }
    };
    let shield = on.map(|on| {
        let icon = if on { IconName::Shield } else { IconName::ShieldOff };
        view! { <span class="r-shield" data-on=on><Icon name=icon/></span> }
    });
    let dash = (shield.is_none() && !with_words).then(|| view! { <span class="r-none" aria-hidden="true">"–"</span> });
    view! {
        {shield}
        {dash}
        <span class=if with_words { "" } else { "r-vh" }>{move || words()}</span>
    }
}
