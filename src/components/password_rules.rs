//! What a new password needs.

use api_types::MIN_PASSWORD;
use leptos::prelude::*;

use crate::{
    i18n::{SignInTexts, use_i18n},
    ui::{Icon, IconName},
};

/// The rule that the server checks, and whether what was typed keeps it.
#[component]
pub fn PasswordRules(password: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let length = Memo::new(move |_| password.with(|password| password.chars().count()));
    let is_kept = Memo::new(move |_| length.get() >= MIN_PASSWORD);
    let now = move || {
        let now = i18n.texts().password_reset.now;
        (length.get() > 0).then(|| now(i18n.format(), length.get() as u64))
    };
    let icon = move || if is_kept.get() { IconName::Check } else { IconName::Minus };
    view! {
        <ul class="r-rules">
            <li data-ok=move || is_kept.get().then_some("")>
                {move || view! { <Icon name=icon()/> }}
                <span>
                    {move || i18n.texts().password_reset.rule}
                    <span class="r-muted">{now}</span>
                </span>
            </li>
        </ul>
    }
}
