//! Whether somebody signs in with a second factor.

use crate::{
    i18n::Texts,
    ui::{IconName, IconSize, Markup, Tag, icon},
};

/// A shield alone: what it means is said beside it.
pub fn two_factor_shield(is_on: bool) -> Markup {
    shield(is_on).into()
}

/// A shield, and the words for it: as its name, or beside it. `is_on` is nothing as long as it is not known.
pub fn two_factor(is_on: Option<bool>, with_words: bool, texts: &Texts) -> Vec<Markup> {
    let words = match is_on {
        Some(true) => texts.member.two_factor_on,
        Some(false) => texts.member.two_factor_off,
        None => texts.member.two_factor_unknown,
    };
    let shield = match is_on {
        Some(is_on) => shield(is_on),
        None => Tag::span("r-none").and("–"),
    };
    if with_words {
        return is_on.map(|_| shield.into()).into_iter().chain([Markup::from(words)]).collect();
    }
    shield.with("role", "img").with("aria-label", words).into()
}

fn shield(is_on: bool) -> Tag {
    let picture = if is_on { IconName::Shield } else { IconName::ShieldOff };
    Tag::span("r-shield").when("data-on", is_on).and(icon(picture, IconSize::Normal))
}
