//! The roles of an organization.

use api_types::{Role, RoleId};
use leptos::prelude::*;

use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Icon, IconName},
};

/// One card a role: what it is, and how many hold it, with the way to them.
#[component]
pub fn RoleCards(
    roles: Vec<Role>,
    /// Where the list of a role's holders is.
    href: Callback<RoleId, String>,
) -> impl IntoView {
    let card = move |role: Role| view! { <RoleCard href=href.run(role.id) role/> };
    view! { <ul class="r-cards">{roles.into_iter().map(card).collect_view()}</ul> }
}

#[component]
fn RoleCard(role: Role, href: String) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let Role { key, name, description, holders, .. } = role;
    let key = StoredValue::new(key);
    let name = Signal::derive(move || key.with_value(|key| common.texts().role_name(key, &name).to_owned()));
    let description = move || key.with_value(|key| common.texts().role_description(key, &description).to_owned());
    view! {
        <li class="r-card">
            <div class="r-card__head">
                <Icon name=IconName::Role/>
                <h2>{move || name.get()}</h2>
            </div>
            <p>{description}</p>
            <div class="r-card__holders">
                <span>
                    <span class="r-big r-num">{move || i18n.format().number(holders)}</span>
                    " "
                    <span class="r-muted">{move || (i18n.texts().roles.users)(i18n.format(), holders)}</span>
                </span>
                <a class="r-link r-sm" href=href>
                    {move || i18n.texts().roles.show_users}
                    <span class="r-vh">{move || (i18n.texts().roles.show_users_of)(&name.get())}</span>
                </a>
            </div>
        </li>
    }
}
