//! The form on the page of a role, and what a change would do.

mod draft;
mod effect;
mod form;
mod permissions;
mod texts;

use api_types::{OrganizationId, Role};
use leptos::{ev, prelude::*};

use self::{
    draft::RoleChange,
    effect::Effect as EffectPanel,
    form::{RoleForm, use_role_form},
    permissions::Permissions,
    texts::RoleTexts,
};
use super::{
    super::{leave_guard::LeaveGuard, save_bar::SaveBar},
    role_error,
};
use crate::{
    host::use_host,
    i18n::{MemberActionTexts, use_i18n},
    ui::{Note, NoteKind},
};

/// Everything below the head of the page of a role; for those who cannot change it, to be read.
#[component]
pub fn EditRole(organization: OrganizationId, role: Memo<Role>) -> impl IntoView {
    let form = use_role_form(organization, role);
    save_on_key(form);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    let can_edit = Memo::new(move |_| form.can_edit());
    view! {
        <form class="r-edit" novalidate node_ref=form.element on:submit=submit>
            <div class="r-detail">
                <div class="r-detail__main">
                    <Notes form/>
                    {move || can_edit.get().then(|| view! { <RoleTexts form/> })}
                    <Permissions form/>
                </div>
                {move || can_edit.get().then(|| view! { <EffectPanel form/> })}
            </div>
            <RoleSaveBar form/>
        </form>
        <LeaveGuard
            is_needed=Signal::derive(move || form.changed.with(|changed| !changed.is_empty()))
            on_discard=move |()| form.give_up()
        />
    }
}

/// Saves on Ctrl+S, on a Mac Command+S.
fn save_on_key(form: RoleForm) {
    let host = use_host();
    let overlays = host.clone();
    host.on_keydown(move |event| {
        let is_save = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
        if is_save && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            if !overlays.has_open_overlay() {
                form.save();
            }
        }
    });
}

/// Why the role cannot be changed, or what another user has changed meanwhile.
#[component]
fn Notes(form: RoleForm) -> impl IntoView {
    let i18n = use_i18n();
    let (said, named) = (form.said, i18n.of::<MemberActionTexts>());
    let reason = Memo::new(move |_| {
        let texts = &said.texts().role_edit;
        if form.is_above() {
            Some(texts.above)
        } else if !form.can_edit() {
            Some(texts.read_only)
        } else {
            form.is_administrator().then_some(texts.administrator)
        }
    });
    let meanwhile = move || {
        let (added, removed) = form.meanwhile.get()?;
        let names = |permissions: Vec<_>| {
            permissions.into_iter().map(|it| (named.texts().permission_name)(it)).collect::<Vec<_>>().join(", ")
        };
        let text = (said.texts().role_edit.changed_meanwhile)(&names(added), &names(removed));
        Some(view! { <Note kind=NoteKind::Warning urgent=true>{text}</Note> })
    };
    view! {
        {move || reason.get().map(|reason| view! { <Note>{reason}</Note> })}
        {meanwhile}
    }
}

#[component]
fn RoleSaveBar(form: RoleForm) -> impl IntoView {
    let i18n = use_i18n();
    let (said, named) = (form.said, i18n.of::<MemberActionTexts>());
    let changed = Signal::derive(move || {
        let name = |change: &RoleChange| match change {
            RoleChange::Text(field) => texts::label(*field, said.texts()).to_owned(),
            RoleChange::Permission(permission) => (named.texts().permission_name)(*permission).to_owned(),
        };
        form.changed.with(|changed| changed.iter().map(name).collect::<Vec<_>>())
    });
    view! {
        <SaveBar
            changed
            conflicts=Signal::derive(move || form.conflict_count())
            state=form.state
            failure=Signal::derive(move || Some(role_error(&form.state.error()?, i18n).to_owned()))
            save=said.label(|texts| texts.role_edit.save)
            on_discard=move |()| form.discard()
        />
    }
}
