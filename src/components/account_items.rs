//! What belongs to the reader rather than to the organization: the account, preferences, the way out.

use leptos::prelude::*;

use crate::{
    i18n::use_i18n,
    ui::{IconName, MenuItem, MenuItems, MenuSeparator},
};

/// What the menu of the account holds.
#[component]
pub fn AccountItems(
    #[prop(into)] on_account: Callback<()>,
    #[prop(into)] on_preferences: Callback<()>,
    #[prop(into)] on_sign_out: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <MenuItems>
            <MenuItem icon=IconName::User first=true on_choose=on_account>
                {move || i18n.texts().shell.your_account}
            </MenuItem>
            <MenuItem icon=IconName::Columns on_choose=on_preferences>
                {move || i18n.texts().shell.preferences}
            </MenuItem>
            <MenuSeparator/>
            <MenuItem icon=IconName::SignOut on_choose=on_sign_out>
                {move || i18n.texts().shell.sign_out}
            </MenuItem>
        </MenuItems>
    }
}
