//! The question before a role is deleted: which role its users get instead.

use api_types::{Role, RoleId};
use leptos::prelude::*;

use super::{super::organization::use_current_organization, role_error};
use crate::{
    api,
    i18n::{PageTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, SelectField},
};

#[component]
pub fn DeleteRole(
    role: Role,
    on_close: Callback<()>,
    /// Called when it is deleted.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<PageTexts>();
    let state = WriteState::new();
    let Role { id, name, holders, made_from, .. } = role;
    let origin = made_from.map(|role| role.id);
    let answer = queries.roles(move || current.id());
    let others = Memo::new(move |_| match answer.get() {
        Some(Ok(roles)) => roles.items.into_iter().filter(|it| it.id != id && it.within_reach).collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    // The server may know of holders that came since.
    let is_held = Memo::new(move |_| holders > 0 || state.error().is_some());
    let chosen = RwSignal::new(None::<RoleId>);
    let replacement = Memo::new(move |_| {
        let usual = others.with(|others| {
            let is_origin = |role: &&Role| Some(role.id) == origin;
            others
                .iter()
                .find(is_origin)
                .or_else(|| others.iter().min_by_key(|role| role.permissions.len()))
                .map(|it| it.id)
        });
        chosen.get().or(usual).filter(|_| is_held.get())
    });
    let options = Callback::new(move |()| {
        let option = |role: &Role| (role.id.to_string(), i18n.texts().role_name(&role.key, &role.name).to_owned());
        others.with(|others| others.iter().map(option).collect::<Vec<_>>())
    });
    let shown = name.clone();
    let press = move |()| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let text = (said.texts_untracked().role_edit.deleted)(&shown);
        queries
            .mutate(api::delete_role(organization, id, replacement.get_untracked()))
            .say(move |()| text)
            .then(on_done)
            .send_in(state);
    };
    let press = Callback::new(press);
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger busy=state.busy() on_press=press>
                {move || said.texts().role_edit.delete}
            </Button>
        }
    };
    let error = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{role_error(&error, i18n)}</Note> })
    };
    let means = move || {
        let texts = &said.texts().role_edit;
        if is_held.get() { (texts.delete_held)(i18n.format(), holders) } else { texts.delete_unused.to_owned() }
    };
    let choice = move || {
        is_held.get().then(|| {
            let label = said.label(|texts| texts.role_edit.replacement);
            let value = Signal::derive(move || replacement.get().map(|role| role.to_string()).unwrap_or_default());
            view! {
                <div class="r-field">
                    <span class="r-field__label" aria-hidden="true">{move || label.get()}</span>
                    <SelectField label options value on_choose=move |id: String| chosen.set(id.parse().ok())/>
                </div>
            }
        })
    };
    let title = Signal::derive(move || (said.texts().role_edit.delete_title)(&name));
    view! {
        <Dialog title on_close buttons>
            {error}
            <p>{means}</p>
            {choice}
        </Dialog>
    }
}
