//! Every word that the app shows, in every language it speaks, and how dates and numbers are written.
//!
//! To add a text: a field in [`texts`], then its English and its German; the compiler asks for both. What only parts
//! say that are loaded later stands apart, so that it is loaded with them.

mod bulk;
mod de;
mod en;
mod format;
mod invitation;
mod later;
mod texts;

pub use format::{Day, Format};
pub use invitation::InvitationTexts;
use leptos::{prelude::*, task::spawn_local};
pub use texts::Texts;

/// A language that the app speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    #[default]
    English,
    German,
}

impl Locale {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// As a BCP 47 tag: `en`, `de`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a BCP 47 tag such as `de-AT`, if the app speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// The first of these tags that the app speaks; English when it speaks none.
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }

    /// How this language writes dates and numbers.
    pub const fn format(self) -> Format {
        Format::new(self)
    }
}

/// The language in use: what reads it in a view is written anew when it changes.
#[derive(Debug, Clone, Copy)]
pub struct I18n(RwSignal<Locale>);

impl I18n {
    /// Starts in `locale`. Provide it as context at the root of the app.
    pub fn new(locale: Locale) -> Self {
        Self(RwSignal::new(locale))
    }

    /// The language; tracked.
    pub fn locale(self) -> Locale {
        self.0.get()
    }

    /// Changes the language to one that is here.
    pub fn set(self, locale: Locale) {
        self.0.set(locale);
    }

    /// Whether the language that the app starts in is here yet; fetches it. When it cannot be fetched, English it is.
    pub fn arrives(self) -> Signal<bool> {
        let locale = self.0.get_untracked();
        let here = RwSignal::new(locale.is_here());
        if !locale.is_here() {
            spawn_local(async move {
                if locale.fetch().await.is_err() {
                    self.0.try_set(Locale::English);
                }
                here.try_set(true);
            });
        }
        here.into()
    }

    /// The texts; tracked.
    pub fn texts(self) -> &'static Texts {
        self.locale().texts()
    }

    /// The texts as of now, for what is said once, such as a toast; not tracked.
    pub fn texts_now(self) -> &'static Texts {
        self.0.get_untracked().texts()
    }

    /// How dates and numbers are written; tracked.
    pub fn format(self) -> Format {
        self.locale().format()
    }

    /// One text as a signal, for a component's label: `i18n.label(|texts| texts.users.title)`.
    pub fn label(self, pick: fn(&'static Texts) -> &'static str) -> Signal<String> {
        self.label_of(Self::texts, pick)
    }

    /// One of the texts that stand apart: `i18n.label_of(I18n::invitation, |texts| texts.ask)`.
    pub fn label_of<T>(self, texts: fn(Self) -> &'static T, pick: fn(&'static T) -> &'static str) -> Signal<String> {
        Signal::derive(move || pick(texts(self)).to_owned())
    }
}

/// The language of the surrounding app; English outside of one.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or_else(|| I18n::new(Locale::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_spoken_wins() {
        assert_eq!(Locale::preferred(["fr-FR", "de-AT", "en"]), Locale::German);
        assert_eq!(Locale::preferred(["DE"]), Locale::German);
        assert_eq!(Locale::preferred(["sv", "den"]), Locale::English);
    }
}
