//! What belongs to the reader rather than to the organization: theme, language, the way out.

use leptos::prelude::*;

use super::LanguageItems;
use crate::{
    i18n::{Language, Texts, use_i18n},
    preferences::Theme,
    ui::{IconName, MenuGroup, MenuItem, MenuItems, MenuSeparator},
};

/// What the menu of the account holds.
#[component]
pub fn AccountItems(
    #[prop(into)] theme: Signal<Theme>,
    #[prop(into)] on_theme: Callback<Theme>,
    #[prop(into)] on_language: Callback<Language>,
    /// Whether single keys are shortcuts.
    has_shortcuts: Signal<bool>,
    /// Turns them on or off.
    on_shortcuts: Callback<()>,
    #[prop(into)] on_sign_out: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <MenuItems>
            <MenuGroup label=i18n.label(|texts| texts.shell.theme)>
                <ThemeItems theme on_theme/>
            </MenuGroup>
            <MenuSeparator/>
            <MenuGroup label=i18n.label(|texts| texts.shell.language)>
                <LanguageItems on_language/>
            </MenuGroup>
            <MenuSeparator/>
            <MenuItem checked=has_shortcuts is_toggle=true on_choose=on_shortcuts>{move || i18n.texts().shell.shortcuts}</MenuItem>
            <MenuSeparator/>
            <MenuItem icon=IconName::SignOut on_choose=on_sign_out>
                {move || i18n.texts().shell.sign_out}
            </MenuItem>
        </MenuItems>
    }
}

#[component]
fn ThemeItems(theme: Signal<Theme>, on_theme: Callback<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let label = |theme| -> fn(&'static Texts) -> &'static str {
        match theme {
            Theme::Auto => |texts| texts.shell.theme_auto,
            Theme::Light => |texts| texts.shell.theme_light,
            Theme::Dark => |texts| texts.shell.theme_dark,
        }
    };
    let item = move |choice: Theme| {
        let label = label(choice);
        view! {
            <MenuItem
                checked=Signal::derive(move || theme.get() == choice)
                first=choice == Theme::Auto
                on_choose=move |()| on_theme.run(choice)
            >
                {move || label(i18n.texts())}
            </MenuItem>
        }
    };
    Theme::ALL.map(item).collect_view()
}
