//! What is asked before the second factor of a member is reset.

use api_types::{InvalidText, Member, read_note};
use leptos::prelude::*;

use super::{Lifecycle, called, dialogs::refusal};
use crate::{
    i18n::use_i18n,
    queries::WriteState,
    ui::{Button, ButtonKind, Dialog, TextArea},
};

/// The question before a reset, with its reason.
#[component]
pub(super) fn ResetSecondFactor(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let member = StoredValue::new(member);
    let (reason, was_sent) = (RwSignal::new(String::new()), RwSignal::new(false));
    let problem = Signal::derive(move || {
        let text = match reason.with(|reason| read_note(reason)) {
            Ok(Some(_)) => return None,
            Ok(None) => was_sent.get().then(|| said().reason_missing)?,
            Err(InvalidText::TooLong) => said().note_too_long,
            Err(InvalidText::Invalid) => said().note_invalid,
        };
        Some(text.to_owned())
    });
    let submit = Callback::new(move |()| {
        was_sent.set(true);
        let Ok(Some(reason)) = reason.with_untracked(|reason| read_note(reason)) else { return };
        member.with_value(|member| lifecycle.reset_second_factor(member, &reason).then(on_close).send_in(state));
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>{move || said().reset_second_factor}</Button>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().second_factor_title)(&name)) on_close on_submit=submit buttons>
            {refusal(state, i18n)}
            <p>{move || said().second_factor_means}</p>
            <TextArea
                label=Signal::derive(move || said().reason.to_owned())
                value=reason
                hint=Signal::derive(move || Some(said().reason_hint.to_owned()))
                error=problem
            />
        </Dialog>
    }
}
