//! The question before readers take permissions from themselves.

use api_types::Permission;
use leptos::{html, prelude::*};

use crate::{
    i18n::{MemberActionTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

/// Names everything that is lost, and who alone can give it back.
#[component]
pub fn ConfirmRoleLoss(
    /// The names of the roles that are taken away.
    #[prop(into)]
    roles: Signal<String>,
    /// The name of the organization.
    organization: String,
    /// What the reader will not be able to do.
    lost: Memo<Vec<Permission>>,
    #[prop(into)] busy: Signal<bool>,
    on_cancel: Callback<()>,
    on_confirm: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<MemberActionTexts>();
    // The one that does no harm gets the focus when the dialog opens.
    let cancel = NodeRef::<html::Button>::new();
    cancel.on_load(|button| drop(button.set_attribute("autofocus", "")));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost node_ref=cancel on_press=on_cancel>
                {move || i18n.texts().common.cancel}
            </Button>
            <Button kind=ButtonKind::Danger busy on_press=on_confirm>{move || said.texts().give_up_roles}</Button>
        }
    };
    let permissions = move || {
        let name = said.texts().permission_name;
        lost.get().into_iter().map(|permission| view! { <li>{name(permission)}</li> }).collect_view()
    };
    view! {
        <Dialog title=Signal::derive(move || (said.texts().give_up)(&roles.get())) on_close=on_cancel buttons>
            <Note kind=NoteKind::Danger urgent=true>
                <p>{move || (said.texts().you_lose)(&organization)}</p>
                <ul class="r-bullets">{permissions}</ul>
            </Note>
            <p>{move || said.texts().only_others}</p>
        </Dialog>
    }
}
