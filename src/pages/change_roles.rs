//! The roles of one user: changed at once, and taken back with one press.

use api_types::{Member, MemberStatus, RoleId};
use leptos::{prelude::*, task::spawn_local};

use super::{failure::why_refused, signed_in::Reader};
use crate::{
    api::ApiError,
    components::RoleOptions,
    i18n::{PeopleTexts, use_i18n},
    queries::{Queries, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, use_toaster},
};

/// The dialog, while it is about somebody.
#[component]
pub fn ChangeRoles(of: RwSignal<Option<Member>>) -> impl IntoView {
    move || of.get().map(|member| view! { <RolesDialog member of/> })
}

#[component]
fn RolesDialog(member: Member, of: RwSignal<Option<Member>>) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<PeopleTexts>();
    let chosen = RwSignal::new(ids(&member));
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let invited = matches!(member.status, MemberStatus::Invited | MemberStatus::Expired);
    let roles = queries.roles(Signal::stored(Some(member.organization_id)));
    let roles = Signal::derive(move || match roles.get() {
        Some(Ok(roles)) => roles.items,
        _ => Vec::new(),
    });
    let name = StoredValue::new(called(&member).to_owned());
    let reader: Reader = expect_context();
    let is_me = reader.email().with_untracked(|me| me.as_ref() == Some(&member.email));
    let held = StoredValue::new(member.roles.clone());
    // By whoever takes them from themselves.
    let lost = move || {
        let given_up = |chosen: &Vec<RoleId>| {
            held.with_value(|held| {
                let names = held.iter().filter(|role| !chosen.contains(&role.id)).map(|role| role.name.clone());
                names.collect::<Vec<_>>()
            })
        };
        if is_me { chosen.with(given_up) } else { Vec::new() }
    };
    let none = move || chosen.with(Vec::is_empty);
    let error = Signal::derive(move || (invited && none()).then(|| said.texts().role_missing.to_owned()));
    let toaster = use_toaster();
    let save = Callback::new(move |()| {
        if busy.get_untracked() || invited && untrack(none) {
            return;
        }
        busy.set(true);
        let (member, wanted) = (member.clone(), chosen.get_untracked());
        spawn_local(async move {
            let answer = queries.api().set_roles(&member, wanted).await;
            let _ = busy.try_set(false);
            queries.refresh();
            match answer {
                Ok(changed) => {
                    let text = (said.texts_now().roles_changed)(called(&changed));
                    let before = ids(&member);
                    let undo = move || spawn_local(take_back(queries, of, changed.clone(), before.clone()));
                    toaster.show_undoable(text, undo);
                    of.set(None);
                }
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    });
    let close = Callback::new(move |()| of.set(None));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy>{move || said.texts().roles_save}</Button>
        }
    };
    let note = move || {
        let texts = said.texts();
        let (kind, text) = match failure.get() {
            Some(error) => (NoteKind::Danger, why_refused(&error, i18n).to_owned()),
            None if !lost().is_empty() => {
                let names = lost();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                (NoteKind::Warning, (texts.roles_lost)(&i18n.format().list(&names)))
            }
            None if none() && !invited => (NoteKind::Warning, (texts.no_role_left)(&name.get_value())),
            None => return None,
        };
        Some(view! { <Note kind urgent=true>{text}</Note> })
    };
    let title = Signal::derive(move || (said.texts().roles_of)(&name.get_value()));
    view! {
        <Dialog title on_close=close on_submit=save buttons>
            {note}
            <RoleOptions roles chosen error/>
        </Dialog>
    }
}

/// Gives somebody the roles that they had; where that is not possible, the dialog shows those that they have.
async fn take_back(queries: Queries, of: RwSignal<Option<Member>>, changed: Member, before: Vec<RoleId>) {
    let answer = queries.api().set_roles(&changed, before).await;
    queries.refresh();
    if answer.is_err() {
        let _ = of.try_set(Some(changed));
    }
}

fn ids(member: &Member) -> Vec<RoleId> {
    member.roles.iter().map(|role| role.id).collect()
}

/// By the address as long as there is no name.
fn called(member: &Member) -> &str {
    member.name.as_ref().unwrap_or(&member.email)
}
