//! Duplicates and deletes a role on request, and shows its users. Loaded with the first request.

use api_types::Role;
use leptos::prelude::*;

use super::{
    super::{lazy::lazy, list::action::Requested, organization::use_current_organization},
    actions::{DELETE, DUPLICATE, SHOW_USERS},
    delete::DeleteRole,
    holders_of,
    new_role::NewRole,
};
use crate::{host::History, location::use_location, paths::use_paths};

/// Where what is requested is done.
#[component]
pub fn RoleActions(
    requested: Requested,
    /// Called when a role was deleted.
    on_gone: Callback<()>,
) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on.
    let is_needed = Memo::new(move |before| before == Some(&true) || requested.with(Option::is_some));
    move || is_needed.get().then(|| run_actions(requested, on_gone))
}

lazy! {
    pages: run_actions(requested: Requested, on_gone: Callback<()>) => view! { <RunActions requested on_gone/> };
}

/// What is being done with a role.
#[derive(Clone, PartialEq)]
enum Doing {
    Duplicate(Role),
    Delete(Role),
}

#[component]
fn RunActions(requested: Requested, on_gone: Callback<()>) -> impl IntoView {
    let doing = RwSignal::new(None::<Doing>);
    let (location, paths, current) = (use_location(), use_paths(), use_current_organization());
    Effect::new(move |_| {
        requested.track();
        let Some((name, rows)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let Some(role) = rows.first().and_then(|row| row.of::<Role>()).cloned() else { return };
        match name {
            SHOW_USERS => {
                if let Some(organization) = untrack(|| current.id()) {
                    location.go(&holders_of(&paths, organization, role.id), History::Push);
                }
            }
            DUPLICATE => doing.set(Some(Doing::Duplicate(role))),
            DELETE => doing.set(Some(Doing::Delete(role))),
            _ => {}
        }
    });
    let close = Callback::new(move |()| doing.set(None));
    let gone = Callback::new(move |()| {
        doing.set(None);
        on_gone.run(());
    });
    move || match doing.get()? {
        Doing::Duplicate(role) => Some(view! { <NewRole from=Some(role) on_close=close/> }.into_any()),
        Doing::Delete(role) => Some(view! { <DeleteRole role on_close=close on_done=gone/> }.into_any()),
    }
}
