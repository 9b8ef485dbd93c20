//! The dialog that creates an organization.

use leptos::prelude::*;

use crate::{
    i18n::{PanelTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind},
};

/// Asks for a name and, if wanted, a number. It is open for as long as it is rendered.
#[component]
pub fn CreateOrganizationDialog(
    /// What has been typed.
    name: RwSignal<String>,
    /// What has been typed; empty: the server chooses.
    number: RwSignal<String>,
    /// What is wrong with the name.
    #[prop(into)]
    name_error: Signal<Option<String>>,
    /// What is wrong with the number.
    #[prop(into)]
    number_error: Signal<Option<String>>,
    /// Why it was not created, if no field is to blame.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// It is being created.
    #[prop(into)]
    busy: Signal<bool>,
    /// Asks to create it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Asks to close it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let hint = Signal::derive(move || Some(said.texts().create_organization.name_hint.to_owned()));
    let number_hint = Signal::derive(move || Some(said.texts().create_organization.number_hint.to_owned()));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy>{move || said.texts().create_organization.submit}</Button>
        }
    };
    view! {
        <Dialog
            title=said.label(|texts| texts.create_organization.title)
            on_close
            on_submit
            buttons
        >
            <p>{move || said.texts().create_organization.text}</p>
            {move || failure.get().map(|failure| view! { <Note kind=NoteKind::Danger urgent=true>{failure}</Note> })}
            <Field
                label=said.label(|texts| texts.create_organization.name)
                value=name
                hint
                error=name_error
                autofocus=true
            />
            <Field
                label=said.label(|texts| texts.create_organization.number)
                value=number
                hint=number_hint
                error=number_error
                optional=true
            />
        </Dialog>
    }
}
