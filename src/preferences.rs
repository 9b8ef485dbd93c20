//! What this reader prefers in this browser: language and theme.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    host::{Host, StorageKey},
    i18n::{I18n, Language, language},
    ui::{IconName, Toaster},
};

/// How bright the app is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system, or the page around, has it.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// Every theme, in the menu's order.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == name)
    }
}

/// Language and theme, remembered when the reader chooses.
#[derive(Clone, Copy)]
pub struct Preferences {
    i18n: I18n,
    theme: RwSignal<Theme>,
    has_shortcuts: RwSignal<bool>,
    host: StoredValue<Host>,
    toaster: Toaster,
    /// The language that was chosen last.
    requested_language: StoredValue<Language>,
}

impl Preferences {
    /// Starts with what the page asks for, else what was remembered, else what the browser says; keeps the mount root
    /// in step. Returns the language that the app then speaks.
    pub fn provide(host: &Host, toaster: Toaster) -> I18n {
        let options = host.options();
        let remembered = host.stored(StorageKey::Locale);
        let (asked, languages) = (options.locale.iter().chain(&remembered), host.languages());
        let language = Language::preferred(asked.chain(&languages).map(String::as_str));
        let i18n = I18n::new(language);
        let theme = options.theme.clone().or_else(|| host.stored(StorageKey::Theme).filter(|_| !options.is_embedded));
        let theme = RwSignal::new(theme.and_then(|theme| Theme::named(&theme)).unwrap_or_default());
        provide_context(i18n);
        let (kept, requested_language) = (StoredValue::new(host.clone()), StoredValue::new(language));
        let has_shortcuts = RwSignal::new(host.stored(StorageKey::Shortcuts).is_none());
        provide_context(Self { i18n, theme, has_shortcuts, host: kept, toaster, requested_language });
        let host = host.clone();
        Effect::new(move |_| {
            host.set_language(i18n.language().tag());
            // An embedded app without a theme of its own follows the page around it.
            let theme = Some(theme.get()).filter(|theme| !host.options().is_embedded || *theme != Theme::Auto);
            host.set_attribute("data-theme", theme.map(Theme::as_str));
        });
        i18n
    }

    /// The theme in force. Reactive.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Chooses a theme.
    pub fn choose_theme(self, theme: Theme) {
        let name = Some(theme.as_str()).filter(|_| theme != Theme::Auto);
        self.host.with_value(|host| host.store(StorageKey::Theme, name));
        self.theme.set(theme);
    }

    /// Whether single keys are shortcuts (WCAG 2.1.4). Reactive.
    pub fn has_shortcuts(self) -> bool {
        self.has_shortcuts.get()
    }

    /// Turns the shortcuts on or off.
    pub fn set_shortcuts(self, are_on: bool) {
        self.host.with_value(|host| host.store(StorageKey::Shortcuts, (!are_on).then_some("off")));
        self.has_shortcuts.set(are_on);
    }

    /// Chooses a language, which may have to come first; says when it does not.
    pub fn choose_language(self, language: Language) {
        self.requested_language.set_value(language);
        spawn_local(async move {
            let fetched = language::load(language).await;
            // Another one may have been chosen meanwhile, or the app taken away.
            if self.requested_language.try_get_value() != Some(language) {
                return;
            }
            if fetched.is_err() {
                return self.toaster.show_with(IconName::Info, self.i18n.texts_untracked().states.language_failed);
            }
            self.host.with_value(|host| host.store(StorageKey::Locale, Some(language.tag())));
            self.i18n.set(language);
        });
    }
}

/// The preferences of the surrounding app.
pub fn use_preferences() -> Preferences {
    expect_context()
}
