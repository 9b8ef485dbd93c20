//! The roles of one user: changed at once, and taken back with one press.

mod confirm_role_loss;

use api_types::{Member, MemberStatus, Permission, Role, RoleId};
use leptos::{prelude::*, task::spawn_local};

use self::confirm_role_loss::ConfirmRoleLoss;
use super::super::{error_message::member_error_message, organization::use_current_organization};
use crate::{
    api::ApiError,
    components::RoleOptions,
    i18n::{MemberActionTexts, use_i18n},
    queries::{Queries, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, use_toaster},
};

/// The dialog, while it is about somebody.
#[component]
pub fn SetRoles(of: RwSignal<Option<Member>>) -> impl IntoView {
    move || of.get().map(|member| view! { <RolesDialog member of/> })
}

#[component]
fn RolesDialog(member: Member, of: RwSignal<Option<Member>>) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<MemberActionTexts>();
    let chosen = RwSignal::new(ids(&member));
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let confirming = RwSignal::new(false);
    let invited = matches!(member.status, MemberStatus::Invited | MemberStatus::Expired);
    let roles = queries.roles(Signal::stored(Some(member.organization_id)));
    let roles = Signal::derive(move || match roles.get() {
        Some(Ok(roles)) => roles.items,
        _ => Vec::new(),
    });
    let name = StoredValue::new(called(&member).to_owned());
    let is_me = untrack(|| current.me()) == Some(member.id);
    let lost = Memo::new(move |_| match current.organization() {
        Some(organization) if is_me => {
            roles.with(|roles| chosen.with(|chosen| lost(organization.permissions, roles, chosen)))
        }
        _ => Vec::new(),
    });
    let none = move || chosen.with(Vec::is_empty);
    let error = Memo::new(move |_| {
        let own_access = is_me && (none() || lost.with(|lost| lost.contains(&Permission::OrganizationRead)));
        match () {
            () if own_access => Some(said.texts().own_role_missing.to_owned()),
            () if invited && none() => Some(said.texts().role_missing.to_owned()),
            () => None,
        }
    });
    let toaster = use_toaster();
    let previous_roles = StoredValue::new(member.roles.clone());
    let save = Callback::new(move |()| {
        if busy.get_untracked() || error.with_untracked(Option::is_some) {
            return;
        }
        let gives_up = lost.with_untracked(|lost| !lost.is_empty());
        if gives_up && !confirming.get_untracked() {
            confirming.set(true);
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
                    let text = (said.texts_untracked().roles_changed)(called(&changed));
                    let before = ids(&member);
                    let undo = move || spawn_local(take_back(queries, of, changed.clone(), before.clone()));
                    // Nobody can give themselves what they no longer have.
                    if gives_up {
                        toaster.show(text)
                    } else {
                        toaster.show_undoable(text, undo)
                    }
                    of.try_set(None);
                }
                Err(error) => {
                    confirming.try_set(false);
                    failure.try_set(Some(error));
                }
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
        let (kind, text) = match failure.get() {
            Some(error) => (NoteKind::Danger, member_error_message(&error, i18n).to_owned()),
            None if none() && !invited && !is_me => (NoteKind::Warning, (said.texts().no_role_left)(&name.get_value())),
            None => return None,
        };
        Some(view! { <Note kind urgent=true>{text}</Note> })
    };
    let title = Signal::derive(move || (said.texts().roles_of)(&name.get_value()));
    let given_up = Signal::derive(move || {
        let taken = previous_roles.with_value(|before| {
            chosen.with(|chosen| before.iter().filter(|role| !chosen.contains(&role.id)).cloned().collect::<Vec<_>>())
        });
        i18n.format().list(i18n.texts().role_names(&taken))
    });
    let back = Callback::new(move |()| confirming.set(false));
    move || {
        if confirming.get() {
            view! {
                <ConfirmRoleLoss roles=given_up organization=current.name() lost busy on_cancel=back on_confirm=save/>
            }
            .into_any()
        } else {
            view! {
                <Dialog title on_close=close on_submit=save buttons>
                    {move || note()}
                    <RoleOptions roles chosen error/>
                </Dialog>
            }
            .into_any()
        }
    }
}

/// What the reader can do now and could not with these roles alone; nothing while it is not known what roles permit.
fn lost(current: Vec<Permission>, roles: &[Role], chosen: &[RoleId]) -> Vec<Permission> {
    let granted = |permission: &Permission| {
        roles.iter().any(|role| chosen.contains(&role.id) && role.permissions.contains(permission))
    };
    if roles.is_empty() { Vec::new() } else { current.into_iter().filter(|permission| !granted(permission)).collect() }
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

#[cfg(test)]
mod tests {
    use api_types::RoleKey;

    use super::*;

    fn role(key: RoleKey, permissions: &[Permission]) -> Role {
        Role {
            id: RoleId::from_u128(key as u128),
            key: key.to_string(),
            name: key.name().to_owned(),
            description: key.description().to_owned(),
            permissions: permissions.to_vec(),
            holders: 1,
            assignable: true,
        }
    }

    #[test]
    fn u1_what_another_role_grants_is_not_lost() {
        use Permission::{DevicesRead, MembersRead, OrganizationRead};
        let all = [OrganizationRead, MembersRead, DevicesRead];
        let administrator = role(RoleKey::Administrator, &all);
        let viewer = role(RoleKey::Viewer, &[OrganizationRead, DevicesRead]);
        let roles = [administrator.clone(), viewer.clone()];
        assert_eq!(lost(all.to_vec(), &roles, &[administrator.id]), []);
        assert_eq!(lost(all.to_vec(), &roles, &[viewer.id]), [MembersRead]);
        assert_eq!(lost(all.to_vec(), &roles, &[]), all);
        // Before the roles are known.
        assert_eq!(lost(all.to_vec(), &[], &[viewer.id]), []);
    }
}
