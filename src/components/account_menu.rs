//! The reader's own account: who is signed in, theme, language, the way out.

use api_types::Account;
use leptos::prelude::*;

use super::{AccountAvatar, LanguageItems};
use crate::{
    i18n::{Locale, Texts, use_i18n},
    preferences::Theme,
    ui::{Icon, IconName, Menu, MenuGroup, MenuItem, MenuRule, Placement, PopoverControl},
};

/// The account as a button that opens its menu.
#[component]
pub fn AccountMenu(
    #[prop(into)] account: Signal<Option<Account>>,
    /// The reader's roles in the organization on screen.
    #[prop(into)]
    role: Signal<String>,
    /// Only the face, for the bar on a phone.
    #[prop(optional)]
    compact: bool,
    #[prop(into)] theme: Signal<Theme>,
    #[prop(into)] on_theme: Callback<Theme>,
    #[prop(into)] on_locale: Callback<Locale>,
    #[prop(into)] on_sign_out: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    let name = move || account.with(|account| account.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let words = (!compact).then(|| {
        view! {
            <span class="r-me__text" aria-hidden="true">
                <span class="r-me__name"><bdi>{name}</bdi></span>
                <span class="r-me__role">{move || role.get()}</span>
            </span>
            <Icon name=IconName::UpDown/>
        }
    });
    view! {
        <button
            class="r-me"
            type="button"
            aria-haspopup="menu"
            aria-expanded=move || control.is_open().to_string()
            title=move || compact.then(name)
            popovertarget=control.id()
            on:click=move |event| control.press(&event)
        >
            <span class="r-vh">{move || (i18n.texts().shell.account)(&name())}</span>
            {move || view! { <AccountAvatar name=name()/> }}
            {words}
        </button>
        <Menu
            control
            label=i18n.label(|texts| texts.shell.account_menu)
            placement=if compact { Placement::BelowEnd } else { Placement::AboveStart }
        >
            <MenuGroup label=i18n.label(|texts| texts.shell.theme)>
                <ThemeItems theme on_theme/>
            </MenuGroup>
            <MenuRule/>
            <MenuGroup label=i18n.label(|texts| texts.shell.language)>
                <LanguageItems on_locale/>
            </MenuGroup>
            <MenuRule/>
            <MenuItem icon=IconName::SignOut on_choose=on_sign_out>
                {move || i18n.texts().shell.sign_out}
            </MenuItem>
        </Menu>
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
