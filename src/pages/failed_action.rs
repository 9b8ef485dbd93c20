//! The dialog that says why an action failed, where no form does. Errors are never toasts.

use leptos::prelude::*;

use super::{error_message::member_error_message, lazy::lazy};
use crate::{
    api::ApiError,
    i18n::{MemberActionTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog},
};

/// Opens the dialog when a change has failed. It stands once, so also the undo of a page that was left is answered.
#[component]
pub fn FailedAction() -> impl IntoView {
    let error = use_queries().write_error();
    move || error.get().map(failure_dialog)
}

lazy! {
    panels: failure_dialog(error: ApiError) => view! { <FailureDialog error/> };
}

#[component]
fn FailureDialog(error: ApiError) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let title = i18n.of::<MemberActionTexts>().label(|texts| texts.not_done);
    let close = Callback::new(move |()| queries.write_error().set(None));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Primary on_press=close>{move || i18n.texts().common.close}</Button>
        }
    };
    view! {
        <Dialog title on_close=close buttons>
            <p>{move || member_error_message(&error, i18n)}</p>
        </Dialog>
    }
}
