//! The permissions of a role, to be ticked.

use api_types::{Permission, Role};
use leptos::{ev, prelude::*};

use super::{
    super::super::organization::use_current_organization,
    draft::RoleChange,
    form::{Lock, RoleForm},
};
use crate::{
    components::{PERMISSION_GROUPS, PermissionGroup},
    i18n::{MemberActionTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Icon, IconName, unique_id},
};

/// How many permissions there are.
fn total() -> u64 {
    PERMISSION_GROUPS.iter().map(|(_, permissions)| permissions.len() as u64).sum()
}

#[component]
pub fn Permissions(form: RoleForm) -> impl IntoView {
    let (said, common) = (form.said, use_i18n());
    let title_id = unique_id("permissions");
    let (heading, of_group, labelled_by) = (title_id.clone(), title_id.clone(), title_id);
    let count = move || {
        let some = form.permissions.with(|chosen| chosen.len() as u64);
        (said.texts().role_edit.some_of)(common.format(), some, total())
    };
    let origin = use_origin(form);
    let name = move |role: &Role| common.texts().role_name(&role.key, &role.name).to_owned();
    let lede = move || {
        let origin = origin.get().filter(|_| form.can_edit())?;
        let text = (said.texts().role_edit.later_changes)(&name(&origin));
        Some(view! { <p class="r-section__lede">{text}</p> })
    };
    let reset = move || {
        let origin = origin.get().filter(|_| form.can_edit())?;
        let differs = form.permissions.with(|chosen| *chosen != origin.permissions);
        let text = (said.texts().role_edit.reset_to)(&name(&origin));
        let press = move |()| form.permissions.set(origin.permissions.clone());
        (differs && origin.within_reach).then(|| {
            view! {
                <Button kind=ButtonKind::Ghost icon=IconName::Refresh on_press=press>
                    {text.clone()}
                </Button>
            }
        })
    };
    let groups = PERMISSION_GROUPS.map(|group| view! { <Group form group/> }).into_iter().collect_view();
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head">
                <div>
                    <h2 id=heading>
                        {move || said.texts().roles.permissions} " "
                        <span class="r-count r-sm">{count}</span>
                    </h2>
                    {lede}
                </div>
                {reset}
            </div>
            <div class="r-perms" role="group" aria-labelledby=of_group>{groups}</div>
        </section>
    }
}

/// The role that a custom role was made from, as it is now.
fn use_origin(form: RoleForm) -> Memo<Option<Role>> {
    let current = use_current_organization();
    let wanted = Memo::new(move |_| form.role.with(|role| role.made_from.as_ref().map(|role| role.id)));
    let answer = use_queries().role(move || Some((current.id()?, wanted.get()?)));
    Memo::new(move |_| match answer.get() {
        Some(Ok(role)) if Some(role.id) == wanted.get() => Some(role),
        _ => None,
    })
}

#[component]
fn Group(form: RoleForm, group: PermissionGroup) -> impl IntoView {
    let (said, common) = (form.said, use_i18n());
    let (title, permissions) = group;
    let count = move || {
        let is_chosen = |it: &&Permission| form.permissions.with(|chosen| chosen.contains(it));
        let some = permissions.iter().filter(is_chosen).count() as u64;
        (said.texts().role_edit.some_of)(common.format(), some, permissions.len() as u64)
    };
    let rows = permissions.iter().map(|permission| view! { <Row form permission=*permission/> }).collect_view();
    view! {
        <h3 class="r-perms__group">{move || title(said.texts())} <span>{count}</span></h3>
        {rows}
    }
}

/// One permission: its box, what it is, and why it is as it is.
#[component]
fn Row(form: RoleForm, permission: Permission) -> impl IntoView {
    let said = form.said;
    let named = use_i18n().of::<MemberActionTexts>();
    let is_chosen = Memo::new(move |_| form.permissions.with(|chosen| chosen.contains(&permission)));
    let lock = Memo::new(move |_| form.lock(permission));
    let is_changed = Memo::new(move |_| form.is_changed(RoleChange::Permission(permission)));
    let (title_id, text_id, state_id) = (unique_id("perm"), unique_id("perm-text"), unique_id("perm-state"));
    let described_by = [&*text_id, " ", &state_id].concat();
    // A locked box can be reached, so that its reason is heard.
    let press = move |event: ev::MouseEvent| {
        if lock.get_untracked().is_some() {
            event.prevent_default();
        }
    };
    let badge = move || {
        let texts = &said.texts().role_edit;
        is_changed.get().then(|| {
            let text = if is_chosen.get() { texts.added } else { texts.removed };
            view! { <span class="r-badge r-badge--accent">{text}</span> }
        })
    };
    let reason = move || {
        let texts = &said.texts().role_edit;
        let text = match lock.get()? {
            Lock::Everyone => texts.everyone.to_owned(),
            Lock::ImpliedBy(other) => (texts.implied_by)((named.texts().permission_name)(other)),
            Lock::NotYours => texts.not_yours.to_owned(),
            Lock::Fixed => return None,
        };
        Some(view! { <Icon name=IconName::Lock/> <span>{text}</span> })
    };
    view! {
        <label
            class="r-perm"
            data-locked=move || lock.get().is_some().then_some("")
            data-above=move || (lock.get() == Some(Lock::NotYours)).then_some("")
            data-changed=move || is_changed.get().then_some("")
        >
            <input
                class="r-check"
                type="checkbox"
                aria-labelledby=title_id.clone()
                aria-describedby=described_by
                aria-disabled=move || lock.get().is_some().then_some("true")
                prop:checked=move || is_chosen.get()
                on:click=press
                on:change=move |_| form.toggle(permission)
            />
            <span>
                <span class="r-option__title" id=title_id>{move || (named.texts().permission_name)(permission)}</span>
                <span class="r-option__text" id=text_id>
                    {move || (said.texts().role_edit.permission_text)(permission)}
                </span>
            </span>
            <span class="r-perm__state" id=state_id>{reason} {badge}</span>
        </label>
    }
}
