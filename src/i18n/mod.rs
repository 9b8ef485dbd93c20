//! Every word that the app shows, in every language it speaks, and how dates and numbers are written.
//!
//! To add a text: a field in [`texts`], then its English and its German; the compiler asks for both. What only parts say
//! that are loaded later stands in a catalogue of its own, one for each of their files, so that it is loaded with them:
//! [`sign_in`], [`pages`], [`panels`] and [`invite`], and in [`people`] what several of these share.

mod de;
mod en;
mod format;
mod invite;
mod later;
mod pages;
mod panels;
mod people;
mod roles;
mod sign_in;
mod texts;

use std::marker::PhantomData;

pub use format::{Day, Format};
pub use invite::InviteTexts;
use leptos::{prelude::*, task::spawn_local};
pub use pages::PageTexts;
pub use panels::PanelTexts;
pub use people::PeopleTexts;
pub use sign_in::SignInTexts;
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

/// Texts that are loaded together, in every language.
pub trait Catalogue: 'static {
    /// These texts in that language.
    fn in_language(locale: Locale) -> &'static Self;
}

/// The language in use: what reads it in a view is written anew when it changes. It speaks one catalogue: the one that
/// is there from the start, or one that [`I18n::of`] names.
pub struct I18n<T = Texts>(RwSignal<Locale>, PhantomData<fn() -> T>);

impl<T> Clone for I18n<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for I18n<T> {}

impl I18n {
    /// Starts in `locale`. Provide it as context at the root of the app.
    pub fn new(locale: Locale) -> Self {
        Self(RwSignal::new(locale), PhantomData)
    }

    /// The same language for what comes later and brings its own texts: `i18n.of::<InviteTexts>()`.
    pub fn of<T: Catalogue>(self) -> I18n<T> {
        I18n(self.0, PhantomData)
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
}

impl<T: Catalogue> I18n<T> {
    /// The language; tracked.
    pub fn locale(self) -> Locale {
        self.0.get()
    }

    /// The texts; tracked.
    pub fn texts(self) -> &'static T {
        T::in_language(self.locale())
    }

    /// The texts as of now, for what is said once, such as a toast; not tracked.
    pub fn texts_now(self) -> &'static T {
        T::in_language(self.0.get_untracked())
    }

    /// How dates and numbers are written; tracked.
    pub fn format(self) -> Format {
        self.locale().format()
    }

    /// One text as a signal, for a component's label: `i18n.label(|texts| texts.users.title)`.
    pub fn label(self, pick: fn(&'static T) -> &'static str) -> Signal<String> {
        Signal::derive(move || pick(self.texts()).to_owned())
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

    #[test]
    fn every_catalogue_speaks_every_language() {
        fn said<T: Catalogue>(pick: fn(&T) -> &'static str) -> [&'static str; 2] {
            Locale::ALL.map(|locale| pick(T::in_language(locale)))
        }
        assert_eq!(said(|texts: &Texts| texts.users.title), ["Users", "Benutzer"]);
        assert_eq!(said(|texts: &SignInTexts| texts.password), ["Password", "Passwort"]);
        assert_eq!(said(|texts: &PageTexts| texts.roles.title), ["Roles", "Rollen"]);
        assert_eq!(said(|texts: &PanelTexts| texts.views.save), ["Save view", "Ansicht speichern"]);
        assert_eq!(said(|texts: &InviteTexts| texts.companies), ["Companies", "Firmen"]);
        assert_eq!(said(|texts: &PeopleTexts| texts.roles_save), ["Save roles", "Rollen speichern"]);
    }
}
