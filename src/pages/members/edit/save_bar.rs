//! The bar at the foot of the page of a user.

use leptos::prelude::*;

use super::{
    super::super::{error_message::member_error_message, save_bar},
    form::MemberForm,
    words::label,
};
use crate::i18n::use_i18n;

/// The bar, while a field is changed.
#[component]
pub fn SaveBar(form: MemberForm) -> impl IntoView {
    let (i18n, said) = (use_i18n(), form.said);
    let changed = Signal::derive(move || {
        let name = |field: &_| label(*field, said.texts()).to_owned();
        form.changed.with(|changed| changed.iter().map(name).collect::<Vec<_>>())
    });
    view! {
        <save_bar::SaveBar
            changed
            conflicts=Signal::derive(move || form.conflict_count())
            state=form.state
            failure=Signal::derive(move || Some(member_error_message(&form.state.error()?, i18n).to_owned()))
            save=said.label(|texts| texts.edit.save)
            on_discard=move |()| form.discard()
        />
    }
}
