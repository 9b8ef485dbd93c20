//! The dialog about the roles of one user.

mod confirm_role_loss;
mod draft;
mod form;

use api_types::Member;
use leptos::prelude::*;

pub use self::draft::RoleDrafts;
use self::{
    confirm_role_loss::ConfirmRoleLoss,
    form::{RolesForm, use_roles_form},
};
use super::super::error_message::member_error_message;
use crate::{
    components::RoleOptions,
    i18n::{MemberActionTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

/// The dialog, while it is about somebody.
#[component]
pub fn SetRoles(of: RwSignal<Option<Member>>) -> impl IntoView {
    move || of.get().map(|member| view! { <RolesDialog member of/> })
}

#[component]
fn RolesDialog(member: Member, of: RwSignal<Option<Member>>) -> impl IntoView {
    let form = use_roles_form(member, of);
    let back = Callback::new(move |()| form.is_confirming.set(false));
    let save = Callback::new(move |()| form.save());
    move || {
        if form.is_confirming.get() {
            view! {
                <ConfirmRoleLoss
                    roles=removed(form)
                    organization=form.current.name()
                    lost=form.lost
                    busy=form.state.busy()
                    on_cancel=back
                    on_confirm=save
                />
            }
            .into_any()
        } else {
            view! { <ChooseRoles form on_save=save/> }.into_any()
        }
    }
}

/// The roles to choose from, below what there is to know before they are saved.
#[component]
fn ChooseRoles(form: RolesForm, on_save: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<MemberActionTexts>();
    let close = Callback::new(move |()| form.close());
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=form.state.busy()>
                {move || said.texts().roles_save}
            </Button>
        }
    };
    let title = Signal::derive(move || form.member.with(|member| (said.texts().roles_of)(called(member))));
    let failure = move || {
        form.state.error().map(|error| {
            view! { <Note kind=NoteKind::Danger urgent=true>{member_error_message(&error, i18n)}</Note> }
        })
    };
    let no_role_left = move || {
        form.member.with(|member| {
            let is_invited = member.invitation.is_some();
            let is_told = form.chosen.with(Vec::is_empty) && !is_invited && !form.is_me;
            is_told.then(|| {
                let text = (said.texts().no_role_left)(called(member));
                view! { <Note kind=NoteKind::Warning urgent=true>{text}</Note> }
            })
        })
    };
    view! {
        <Dialog title on_close=close on_submit=on_save buttons>
            {failure}
            <EarlierChoice form/>
            {no_role_left}
            <RoleOptions roles=form.roles chosen=form.chosen can_give=|role| role.assignable error=form.error/>
        </Dialog>
    }
}

/// Says that the choice is not what the member has: because it was not saved, or because of another user.
#[component]
fn EarlierChoice(form: RolesForm) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<MemberActionTexts>();
    let has_conflict = Memo::new(move |_| form.has_conflict());
    let roles = move || {
        let roles = form.member.with(|member| member.roles.clone());
        i18n.format().list(i18n.texts().role_names(&roles))
    };
    let rebase = move || {
        form.can_rebase().then(|| {
            view! { <Button on_press=move |()| form.rebase()>{move || said.texts().roles_rebase}</Button> }
        })
    };
    let reset = move || view! { <Button on_press=move |()| form.reset()>{move || said.texts().roles_reset}</Button> };
    move || match (has_conflict.get(), form.is_restored.get()) {
        (true, _) => Some(
            view! {
                <Note kind=NoteKind::Warning urgent=true>
                    <p>{move || (said.texts().roles_conflict)(&roles())}</p>
                    <div class="r-btns">{rebase} {reset()}</div>
                </Note>
            }
            .into_any(),
        ),
        (false, true) => Some(
            view! {
                <Note>
                    <p>{move || said.texts().roles_unsaved}</p>
                    <div class="r-btns">{reset()}</div>
                </Note>
            }
            .into_any(),
        ),
        (false, false) => None,
    }
}

/// The names of the roles that are taken away.
fn removed(form: RolesForm) -> Signal<String> {
    let i18n = use_i18n();
    Signal::derive(move || {
        let mut roles = form.member.with(|member| member.roles.clone());
        form.chosen.with(|chosen| roles.retain(|role| !chosen.contains(&role.id)));
        i18n.format().list(i18n.texts().role_names(&roles))
    })
}

/// By the address as long as there is no name.
fn called(member: &Member) -> &str {
    member.name.as_ref().unwrap_or(&member.email)
}
