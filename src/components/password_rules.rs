//! What a new password needs.

use api_types::{PasswordProblem, PasswordStrength};
use leptos::prelude::*;

use crate::{
    forms::PasswordRule,
    i18n::{I18n, SignInTexts, use_i18n},
    ui::{Icon, IconName},
};

/// The rules that the server checks, whether what was typed keeps them, and how strong it is.
#[component]
pub fn PasswordRules(password: RwSignal<String>, #[prop(into)] rule: Signal<PasswordRule>) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let length = Memo::new(move |_| password.with(|password| password.chars().count() as u64));
    let result = Memo::new(move |_| password.with(|password| rule.with(|rule| rule.check(password))));
    let min = Memo::new(move |_| u64::from(rule.with(|rule| rule.min)));
    let is_long = Memo::new(move |_| length.get() >= min.get());
    let length_rule = move || {
        let texts = &i18n.texts().password_reset;
        let now = (length.get() > 0).then(|| (texts.now)(i18n.format(), length.get()));
        view! { {(texts.rule)(i18n.format(), min.get())} <span class="r-muted">{now}</span> }
    };
    let strength = move || {
        let texts = &i18n.texts().password_reset;
        match result.get() {
            Ok(PasswordStrength::Good) => texts.good,
            Ok(PasswordStrength::Strong) => texts.strong,
            Err(PasswordProblem::TooEasy) => texts.too_easy,
            Err(_) => texts.not_obvious,
        }
    };
    let is_hard = Memo::new(move |_| result.with(Result::is_ok));
    view! {
        <ul class="r-rules">
            <Rule is_kept=is_long>{length_rule}</Rule>
            <Rule is_kept=is_hard><span role="status">{strength}</span></Rule>
        </ul>
    }
}

#[component]
fn Rule(is_kept: Memo<bool>, children: Children) -> impl IntoView {
    let icon = move || if is_kept.get() { IconName::Check } else { IconName::Minus };
    view! {
        <li data-ok=move || is_kept.get().then_some("")>
            {move || view! { <Icon name=icon()/> }}
            <span>{children()}</span>
        </li>
    }
}

/// What is wrong with a password, and what to do. `min` is its fewest characters.
pub fn password_problem(problem: PasswordProblem, min: u16, i18n: I18n<SignInTexts>) -> String {
    let texts = &i18n.texts().invitation;
    match problem {
        PasswordProblem::Missing => texts.password_missing.to_owned(),
        PasswordProblem::TooShort => (texts.password_short)(i18n.format(), min.into()),
        PasswordProblem::TooLong => texts.password_long.to_owned(),
        PasswordProblem::TooEasy => texts.password_easy.to_owned(),
    }
}
