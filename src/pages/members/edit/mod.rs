//! The form on the page of a user: the fields that can be edited, saved together.

mod companies;
mod conflict;
mod email;
mod field;
mod fields;
mod form;
mod profile;
mod save_bar;
mod supervisor;
mod words;

use api_types::Member;
use leptos::{ev, prelude::*};

use self::{
    companies::CompaniesAndSupervisor,
    conflict::Conflict,
    field::FieldState,
    form::{MemberForm, use_member_form},
    profile::Profile,
    save_bar::SaveBar,
};
use super::super::leave_guard::LeaveGuard;
use crate::{
    forms::MemberField,
    host::use_host,
    ui::{Section, TextArea},
};

/// Everything below the head of the page of a user who can be edited.
#[component]
pub fn EditMember(
    member: Memo<Member>,
    /// Asks for another e-mail address.
    on_change_email: Callback<()>,
    /// Below the fields.
    #[prop(into)]
    roles: ViewFn,
    /// Beside them.
    children: Children,
) -> impl IntoView {
    let form = use_member_form(member);
    save_on_key(form);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    view! {
        <form
            class="r-edit"
            novalidate
            node_ref=form.element
            on:submit=submit
            on:pointerdown=move |_| form.press()
            on:pointerup=move |_| form.release()
            on:pointercancel=move |_| form.release()
        >
            <div class="r-detail">
                <div class="r-detail__main">
                    <Profile form on_change_email/>
                    <CompaniesAndSupervisor form/>
                    <NoteForColleagues form/>
                    {roles.run()}
                </div>
                {children()}
            </div>
            <SaveBar form/>
        </form>
        <LeaveGuard
            is_needed=Signal::derive(move || form.changed.with(|changed| !changed.is_empty()))
            on_discard=move |()| form.give_up()
        />
    }
}

/// Saves on Ctrl+S, on a Mac Command+S.
fn save_on_key(form: MemberForm) {
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

#[component]
fn NoteForColleagues(form: MemberForm) -> impl IntoView {
    let said = form.said;
    let FieldState { label, mark, error, on_leave } = FieldState::of(form, MemberField::Note);
    view! {
        <Section title=said.label(|texts| texts.edit.note) lede=said.label(|texts| texts.edit.note_lede)>
            <div class="r-edit__field">
                <TextArea label value=form.fields.note mark error on_leave/>
                <Conflict form field=MemberField::Note/>
            </div>
        </Section>
    }
}
