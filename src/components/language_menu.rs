//! Choosing a language where there is no account menu.

use leptos::prelude::*;

use crate::{
    i18n::{Language, use_i18n},
    ui::{Icon, IconName, IconSize, Menu, MenuItem, MenuItems, Opens, Placement, PopoverButton, PopoverControl},
};

/// The language in use, as a button that offers the others.
#[component]
pub fn LanguageMenu(
    /// Called with the language that was chosen.
    #[prop(into)]
    on_language: Callback<Language>,
) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    let label = Signal::derive(move || Some([i18n.texts().shell.language, ": ", i18n.language().own_name()].concat()));
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-btn--sm" opens=Opens::Menu label>
            {move || i18n.language().own_name()}
            <Icon name=IconName::Down size=IconSize::Small/>
        </PopoverButton>
        <Menu control label=i18n.label(|texts| texts.shell.language) placement=Placement::AboveStart>
            <MenuItems>
                <LanguageItems on_language autofocus=true/>
            </MenuItems>
        </Menu>
    }
}

/// Every language as a menu's choice, each in its own words.
#[component]
pub fn LanguageItems(
    /// Called with the language that was chosen.
    on_language: Callback<Language>,
    /// The first has the focus when the menu opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |language: Language| {
        view! {
            <MenuItem
                checked=Signal::derive(move || i18n.language() == language)
                first=autofocus && language == Language::ALL[0]
                on_choose=move |()| on_language.run(language)
            >
                <span lang=language.tag()>{language.own_name()}</span>
            </MenuItem>
        }
    };
    Language::ALL.map(item).collect_view()
}
