//! The reader's own account: who is signed in, and a menu.

use leptos::prelude::*;

use super::AccountAvatar;
use crate::{
    i18n::use_i18n,
    ui::{Icon, IconName, Menu, Opens, Placement, PopoverButton, PopoverControl},
};

/// The account as a button that opens its menu.
#[component]
pub fn AccountMenu(
    /// Whose account it is.
    #[prop(into)]
    name: Signal<String>,
    /// The reader's roles in the organization on screen.
    #[prop(into)]
    role: Signal<String>,
    /// Only the face, for the bar on a phone.
    #[prop(optional)]
    compact: bool,
    /// What the menu holds: [`AccountItems`](super::AccountItems).
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    let words = (!compact).then(|| {
        view! {
            <span class="r-me__text" aria-hidden="true">
                <span class="r-me__name"><bdi>{move || name.get()}</bdi></span>
                <span class="r-me__role">{move || role.get()}</span>
            </span>
            <Icon name=IconName::UpDown/>
        }
    });
    view! {
        <PopoverButton
            control
            class="r-me"
            opens=Opens::Menu
            title=Signal::derive(move || compact.then(|| name.get()))
        >
            <span class="r-vh">{move || (i18n.texts().shell.account)(&name.get())}</span>
            {move || view! { <AccountAvatar name=name.get()/> }}
            {words}
        </PopoverButton>
        <Menu
            control
            label=i18n.label(|texts| texts.shell.account_menu)
            placement=if compact { Placement::BelowEnd } else { Placement::AboveStart }
        >
            {children()}
        </Menu>
    }
}
