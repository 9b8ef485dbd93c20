//! The supervisor of the user, and those whose supervisor the user is.

use leptos::prelude::*;

use super::{
    super::{super::organization::use_current_organization, member_choice::MemberChoice},
    conflict::Conflict,
    field::FieldState,
    form::MemberForm,
};
use crate::{
    api,
    forms::MemberField,
    i18n::use_i18n,
    paths::{Section, use_paths},
};

/// A search among the active users.
#[component]
pub fn SupervisorField(form: MemberForm) -> impl IntoView {
    let FieldState { label, mark, error, on_leave } = FieldState::of(form, MemberField::Supervisor);
    let except = form.member.with_untracked(|member| member.id);
    view! {
        <div class="r-edit__field">
            <MemberChoice
                label
                chosen=form.fields.supervisor
                except
                nobody=form.said.label(|texts| texts.edit.no_supervisor)
                mark
                error
                on_leave
            />
            <Conflict form field=MemberField::Supervisor/>
        </div>
    }
}

/// How many users have this one as their supervisor, as a link to their list.
#[component]
pub fn Supervised(form: MemberForm) -> impl IntoView {
    let (i18n, current, paths) = (use_i18n(), use_current_organization(), use_paths());
    let said = form.said;
    let id = form.member.with_untracked(|member| member.id);
    let answer = form.queries.supervised_count(move || Some((current.id()?, id)));
    // Stays while it is asked for again.
    let count = Memo::new(move |before: Option<&u64>| match answer.get() {
        Some(Ok(list)) => list.total.count,
        _ => before.copied().unwrap_or_default(),
    });
    move || {
        let organization = current.id().filter(|_| count.get() > 0)?;
        let href = paths.list(organization, Section::Users, &api::supervised(id));
        Some(view! {
            <p class="r-hint">
                {said.texts().edit.supervisor_of}
                <a class="r-link" href=href>{(said.texts().edit.users)(i18n.format(), count.get())}</a>
                "."
            </p>
        })
    }
}
