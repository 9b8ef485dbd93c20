//! Whether somebody signs in with a second factor.

use crate::{
    i18n::Texts,
    ui::{IconName, IconSize, Markup, Tag, icon},
};

/// A shield alone: what it means is said beside it.
pub fn two_factor_shield(is_on: bool) -> Markup {
    let picture = if is_on { IconName::Shield } else { IconName::ShieldOff };
    Tag::span("r-shield").when("data-on", is_on).and(icon(picture, IconSize::Normal)).into()
}

/// A shield, and the words for it: spoken, or beside it. `is_on` is nothing as long as it is not known.
pub fn two_factor(is_on: Option<bool>, with_words: bool, texts: &Texts) -> Vec<Markup> {
    let words = match is_on {
        Some(true) => texts.member.two_factor_on,
        Some(false) => texts.member.two_factor_off,
        None => texts.member.two_factor_unknown,
    };
    let before = match is_on {
        Some(is_on) => vec![two_factor_shield(is_on)],
        None if with_words => Vec::new(),
        None => vec![Tag::span("r-none").with("aria-hidden", "true").and("–").into()],
    };
    let words = Tag::span(if with_words { "" } else { "r-vh" }).and(words);
    before.into_iter().chain([words.into()]).collect()
}
