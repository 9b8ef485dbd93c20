//! What one prefers: languages, theme, shortcuts. Each choice acts at once.

use api_types::{AccountChanges, OwnAccount};
use leptos::prelude::*;

use super::super::error_message::error_message;
use crate::{
    api,
    i18n::{AccountTexts, Language, use_i18n},
    preferences::{Theme, use_preferences},
    queries::{WriteState, use_queries},
    ui::{Note, NoteKind, Section, SelectField, unique_id},
};

/// The preferences of this browser, and the language of mails.
#[component]
pub fn PreferencesPage(account: Memo<OwnAccount>) -> impl IntoView {
    let said = use_i18n().of::<AccountTexts>();
    view! {
        <Section title=said.label(|texts| texts.prefer.language)>
            <div class="r-grid2">
                <AppLanguage/>
                <MailLanguage account/>
            </div>
        </Section>
        <ThemeChoice/>
        <Shortcuts/>
    }
}

fn languages() -> Vec<(String, String)> {
    Language::ALL.map(|language| (language.tag().to_owned(), language.own_name().to_owned())).into()
}

#[component]
fn AppLanguage() -> impl IntoView {
    let i18n = use_i18n();
    let (said, preferences) = (i18n.of::<AccountTexts>(), use_preferences());
    let hint = unique_id("hint");
    let choose = move |tag: String| {
        if let Some(language) = Language::from_tag(&tag) {
            preferences.choose_language(language);
        }
    };
    view! {
        <div class="r-field">
            <span class="r-field__label" aria-hidden="true">{move || said.texts().prefer.language_field}</span>
            <SelectField
                label=said.label(|texts| texts.prefer.language_field)
                options=Callback::new(|()| languages())
                value=Signal::derive(move || i18n.language().tag().to_owned())
                described_by=hint.clone()
                on_choose=choose
            />
            <span class="r-hint" id=hint>{move || said.texts().prefer.language_hint}</span>
        </div>
    }
}

#[component]
fn MailLanguage(account: Memo<OwnAccount>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let hint = unique_id("hint");
    let chosen = Memo::new(move |_| account.with(|account| account.language));
    let options = Callback::new(move |()| {
        // Once a language is chosen, another can be, but not none.
        let none = chosen.get().is_none().then(|| (String::new(), said.texts().prefer.mail_language_none.to_owned()));
        none.into_iter().chain(languages()).collect()
    });
    let choose = move |tag: String| {
        let Some(language) = Language::from_tag(&tag) else { return };
        let changes = AccountChanges { language: Some(language), ..AccountChanges::default() };
        queries
            .mutate(api::update_account(&account.get_untracked(), &changes))
            .say(move |_| said.texts_untracked().prefer.mail_language_saved.to_owned())
            .send_in(state);
    };
    let failure = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    view! {
        <div class="r-field">
            <span class="r-field__label" aria-hidden="true">{move || said.texts().prefer.mail_language}</span>
            <SelectField
                label=said.label(|texts| texts.prefer.mail_language)
                options
                value=Signal::derive(move || chosen.get().map(|it| it.tag().to_owned()).unwrap_or_default())
                described_by=hint.clone()
                on_choose=choose
            />
            <span class="r-hint" id=hint>{move || said.texts().prefer.mail_language_hint}</span>
            {failure}
        </div>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let (said, preferences) = (use_i18n().of::<AccountTexts>(), use_preferences());
    let name = unique_id("theme");
    let option = move |theme: Theme| {
        let text = move || {
            let texts = &said.texts().prefer;
            match theme {
                Theme::Auto => texts.theme_auto,
                Theme::Light => texts.theme_light,
                Theme::Dark => texts.theme_dark,
            }
        };
        let more = (theme == Theme::Auto).then(|| {
            view! { <span class="r-option__text">{move || said.texts().prefer.theme_auto_text}</span> }
        });
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="radio"
                    name=name.clone()
                    prop:checked=move || preferences.theme() == theme
                    on:change=move |_| preferences.choose_theme(theme)
                />
                <span><span class="r-option__title">{text}</span> {more}</span>
            </label>
        }
    };
    view! {
        <Section title=said.label(|texts| texts.prefer.theme)>
            <div class="r-group" role="radiogroup" aria-label=move || said.texts().prefer.theme>
                {Theme::ALL.map(option).collect_view()}
            </div>
        </Section>
    }
}

#[component]
fn Shortcuts() -> impl IntoView {
    let (said, preferences) = (use_i18n().of::<AccountTexts>(), use_preferences());
    let keys = move || {
        let key = |(key, text): &(&'static str, &'static str)| {
            view! { <div><dt><kbd class="r-kbd">{*key}</kbd></dt><dd>{*text}</dd></div> }
        };
        said.texts().prefer.keys.iter().map(key).collect_view()
    };
    view! {
        <Section
            title=said.label(|texts| texts.prefer.shortcuts)
            lede=said.label(|texts| texts.prefer.shortcuts_lede)
        >
            <label class="r-option">
                <input
                    class="r-toggle"
                    type="checkbox"
                    role="switch"
                    prop:checked=move || preferences.has_shortcuts()
                    on:change=move |event| preferences.set_shortcuts(event_target_checked(&event))
                />
                <span>{move || said.texts().prefer.shortcuts_switch}</span>
            </label>
            <dl class="r-keys">{keys}</dl>
        </Section>
    }
}
