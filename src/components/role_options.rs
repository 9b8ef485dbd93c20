//! Roles to choose from, each with what it permits.

use api_types::{Role, RoleId};
use leptos::prelude::*;

use crate::i18n::{MemberActionTexts, use_i18n};

/// Any number of roles. One that the reader may not give stands there and says why.
#[component]
pub fn RoleOptions(
    #[prop(into)] roles: Signal<Vec<Role>>,
    chosen: RwSignal<Vec<RoleId>>,
    /// Whether the reader can choose a role.
    can_give: fn(&Role) -> bool,
    /// What is wrong with the choice.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<MemberActionTexts>();
    let toggle = move |id: RoleId| {
        chosen.update(|chosen| match chosen.iter().position(|one| *one == id) {
            Some(index) => drop(chosen.remove(index)),
            None => chosen.push(id),
        });
    };
    let option = move |role: Role| {
        let can_give = can_give(&role);
        let Role { id, key, name, description, .. } = role;
        let why_not = move || (!can_give).then(|| [" ", i18n.texts().not_assignable].concat());
        let named = key.clone();
        let name = move || common.texts().role_name(&named, &name).to_owned();
        let description = move || common.texts().role_description(&key, &description).to_owned();
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    disabled=!can_give
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |_| toggle(id)
                />
                <span>
                    <span class="r-option__title">{name}</span>
                    <span class="r-option__text">{description} {why_not}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="r-field">
            <legend class="r-legend">{move || i18n.texts().roles}</legend>
            <div class="r-group">{move || roles.get().into_iter().map(option).collect_view()}</div>
            <div role="status">
                {move || error.get().map(|error| view! { <span class="r-error">{error}</span> })}
            </div>
        </fieldset>
    }
}
