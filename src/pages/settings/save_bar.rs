//! The bar at the foot of a page of settings.

use leptos::prelude::*;

use super::{
    super::{error_message::error_message, save_bar},
    form::SettingsForm,
};
use crate::i18n::use_i18n;

/// The bar, while a setting is changed.
#[component]
pub fn SaveBar(form: SettingsForm) -> impl IntoView {
    let i18n = use_i18n();
    let changed = Signal::derive(move || {
        let name = form.said.texts().field;
        form.changed.with(|changed| changed.iter().map(|field| name(*field).to_owned()).collect::<Vec<_>>())
    });
    view! {
        <save_bar::SaveBar
            changed
            conflicts=Signal::derive(move || form.conflict_count())
            state=form.state
            failure=Signal::derive(move || Some(error_message(&form.state.error()?, i18n.texts()).to_owned()))
            save=form.edit.label(|texts| texts.edit.save)
            on_discard=move |()| form.discard()
        />
    }
}
