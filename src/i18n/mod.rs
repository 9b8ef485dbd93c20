//! Every text that the app shows, in every language it speaks, and how dates and numbers are written.
//!
//! To add a text: a field in [`texts`], then its English and its German; the compiler asks for both. Texts that only
//! some lazy components use are in a catalogue of their own, which is loaded with them: [`SignInTexts`], [`PageTexts`],
//! [`PanelTexts`], [`InviteTexts`], [`AccountTexts`], [`ContactTexts`], [`DeviceTexts`], [`ImportTexts`], [`JobTexts`],
//! [`RequestTexts`], [`SettingsTexts`], and [`MemberActionTexts`] with
//! what several of these share.
//!
//! To add a language: a row in `api_types::Language` and one in [`language`], then a folder of texts like `en`.

mod de;
mod en;
mod format;
pub mod language;
mod roles;
mod texts;

use std::marker::PhantomData;

pub use api_types::Language;
pub use format::{Format, is_past_day};
use leptos::{prelude::*, task::spawn_local};
pub use texts::{
    Text, Texts,
    account::AccountTexts,
    activity::ActivityTexts,
    audit::AuditTexts,
    contacts::ContactTexts,
    devices::DeviceTexts,
    imports::ImportTexts,
    invite::InviteTexts,
    jobs::JobTexts,
    lifecycle::LifecycleTexts,
    list::ListNounTexts,
    member_actions::MemberActionTexts,
    pages::PageTexts,
    panels::{OrganizationsTexts, PanelTexts, ViewsTexts},
    requests::RequestTexts,
    settings::SettingsTexts,
    sign_in::{ElsewhereTexts, SignInTexts},
};

/// Texts that are loaded together, in every language.
pub trait Catalogue: 'static {
    /// These texts in a language.
    fn in_language(language: Language) -> &'static Self;
}

/// The language in use. Views that read it are rendered again when it changes. It speaks one catalogue: the one that is
/// part of the program, or one that [`I18n::of`] names.
pub struct I18n<T = Texts>(RwSignal<Language>, PhantomData<fn() -> T>);

impl<T> Clone for I18n<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for I18n<T> {}

impl I18n {
    /// Starts in `language`. Provide it as context at the root of the app.
    pub fn new(language: Language) -> Self {
        Self(RwSignal::new(language), PhantomData)
    }

    /// The same language with another catalogue: `i18n.of::<InviteTexts>()`.
    pub fn of<T: Catalogue>(self) -> I18n<T> {
        I18n(self.0, PhantomData)
    }

    /// Changes the language to one that is loaded.
    pub fn set(self, language: Language) {
        self.0.set(language);
    }

    /// Loads the language that the app starts in, and is true once it is there. If it cannot be fetched, the app speaks
    /// English.
    pub fn ready(self) -> Signal<bool> {
        let language = self.0.get_untracked();
        let ready = RwSignal::new(language::is_loaded(language));
        if !ready.get_untracked() {
            spawn_local(async move {
                if language::load(language).await.is_err() {
                    self.0.try_set(Language::default());
                }
                ready.try_set(true);
            });
        }
        ready.into()
    }
}

impl<T: Catalogue> I18n<T> {
    /// The language; tracked.
    pub fn language(self) -> Language {
        self.0.get()
    }

    /// The language, not tracked.
    pub fn language_untracked(self) -> Language {
        self.0.get_untracked()
    }

    /// The texts; tracked.
    pub fn texts(self) -> &'static T {
        T::in_language(self.language())
    }

    /// The texts, not tracked: for a message that is shown once, such as a toast.
    pub fn texts_untracked(self) -> &'static T {
        T::in_language(self.language_untracked())
    }

    /// How dates and numbers are written; tracked.
    pub fn format(self) -> Format {
        Format::new(self.language())
    }

    /// One text as a signal, for a component's label: `i18n.label(|texts| texts.member_list.title)`.
    pub fn label(self, pick: fn(&'static T) -> &'static str) -> Signal<String> {
        Signal::derive(move || pick(self.texts()).to_owned())
    }
}

/// The language of the surrounding app; English outside of one.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or_else(|| I18n::new(Language::default()))
}

/// The text of what is called `name`; none for what is not known.
fn named<T: std::str::FromStr>(name: &str, text: fn(T) -> &'static str) -> &'static str {
    name.parse().map_or("", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_speaks_every_language() {
        fn said<T: Catalogue>(pick: fn(&T) -> &'static str) -> [&'static str; 2] {
            Language::ALL.map(|language| pick(T::in_language(language)))
        }
        assert_eq!(said(|texts: &Texts| texts.member_list.title), ["Users", "Benutzer"]);
        assert_eq!(said(|texts: &SignInTexts| texts.password), ["Password", "Passwort"]);
        assert_eq!(said(|texts: &PageTexts| texts.roles.permissions), ["Permissions", "Berechtigungen"]);
        assert_eq!(said(|texts: &PanelTexts| texts.views.save), ["Save view", "Ansicht speichern"]);
        assert_eq!(said(|texts: &ContactTexts| texts.new), ["New contact", "Neuer Kontakt"]);
        assert_eq!(said(|texts: &DeviceTexts| texts.kind), ["Kind", "Art"]);
        assert_eq!(said(|texts: &RequestTexts| texts.waiting), ["Waiting", "Offen"]);
        assert_eq!(said(|texts: &ImportTexts| texts.import), ["Import", "Importieren"]);
        assert_eq!(said(|texts: &InviteTexts| texts.companies), ["Companies", "Firmen"]);
        assert_eq!(said(|texts: &JobTexts| texts.jobs), ["Jobs", "Aufträge"]);
        assert_eq!(said(|texts: &MemberActionTexts| texts.roles_save), ["Save roles", "Rollen speichern"]);
    }
}
