//! Roles to choose from, each with what it permits.

use api_types::{Role, RoleId};
use leptos::prelude::*;

use crate::i18n::{PeopleTexts, use_i18n};

/// Any number of roles. One that the reader may not give stands there and says why.
#[component]
pub fn RoleOptions(
    #[prop(into)] roles: Signal<Vec<Role>>,
    chosen: RwSignal<Vec<RoleId>>,
    /// What is wrong with the choice.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n().of::<PeopleTexts>();
    let toggle = move |id: RoleId| {
        chosen.update(|chosen| match chosen.iter().position(|one| *one == id) {
            Some(place) => drop(chosen.remove(place)),
            None => chosen.push(id),
        });
    };
    let option = move |role: Role| {
        let id = role.id;
        let why_not = move || (!role.assignable).then(|| [" ", i18n.texts().not_assignable].concat());
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    disabled=!role.assignable
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |_| toggle(id)
                />
                <span>
                    <span class="r-option__title">{role.name}</span>
                    <span class="r-option__text">{role.description} {why_not}</span>
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
