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
    let i18n = use_i18n().of::<PageTexts>();
    let holders = role.holders;
    let name = role.name.clone();
    view! {
        <li class="r-card">
            <div class="r-card__head">
                <Icon name=IconName::Role/>
                <h2>{role.name}</h2>
            </div>
            <p>{role.description}</p>
            <div class="r-card__holders">
                <span>
                    <span class="r-big r-num">{move || i18n.format().number(holders)}</span>
                    " "
                    <span class="r-muted">{move || (i18n.texts().roles.users)(i18n.format(), holders)}</span>
                </span>
                <a class="r-link r-sm" href=href>
                    {move || i18n.texts().roles.show_users}
                    <span class="r-vh">{move || (i18n.texts().roles.show_users_of)(&name)}</span>
                </a>
            </div>
        </li>
    }
}
