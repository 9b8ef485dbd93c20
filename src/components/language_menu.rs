//! Choosing a language where there is no account menu.

use leptos::prelude::*;

use crate::{
    i18n::{Locale, use_i18n},
    ui::{Icon, IconName, IconSize, Menu, MenuItem, MenuItems, Opens, Placement, PopoverButton, PopoverControl},
};

/// The language in use, as a button that offers the others.
#[component]
pub fn LanguageMenu(
    /// Called with the language that was chosen.
    #[prop(into)]
    on_locale: Callback<Locale>,
) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    let label = Signal::derive(move || Some([i18n.texts().shell.language, ": ", i18n.locale().own_name()].concat()));
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-btn--sm" opens=Opens::Menu label>
            {move || i18n.locale().own_name()}
            <Icon name=IconName::Down size=IconSize::Small/>
        </PopoverButton>
        <Menu control label=i18n.label(|texts| texts.shell.language) placement=Placement::AboveStart>
            <MenuItems>
                <LanguageItems on_locale autofocus=true/>
            </MenuItems>
        </Menu>
    }
}

/// Every language as a menu's choice, each in its own words.
#[component]
pub fn LanguageItems(
    /// Called with the language that was chosen.
    on_locale: Callback<Locale>,
    /// The first has the focus when the menu opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |locale: Locale| {
        view! {
            <MenuItem
                checked=Signal::derive(move || i18n.locale() == locale)
                first=autofocus && locale == Locale::ALL[0]
                on_choose=move |()| on_locale.run(locale)
            >
                <span lang=locale.tag()>{locale.own_name()}</span>
            </MenuItem>
        }
    };
    Locale::ALL.map(item).collect_view()
}
