//! Deleting contacts, and taking that back.

use api_types::{Contact, ContactBulk, ContactBulkAction, ContactId, MAX_CONTACT_BULK, OrganizationId};
use leptos::{prelude::*, task::spawn_local};

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api::{self, ApiError},
    i18n::{ContactTexts, use_i18n},
    queries::{Queries, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, use_toaster},
};

/// Does the same to many contacts, portion by portion; returns those to which it was done.
async fn run(
    queries: Queries,
    organization: OrganizationId,
    contacts: &[ContactId],
    action: ContactBulkAction,
) -> Result<Vec<ContactId>, ApiError> {
    let mut done = Vec::with_capacity(contacts.len());
    for some in contacts.chunks(MAX_CONTACT_BULK) {
        let bulk = ContactBulk { action, contacts: some.to_vec() };
        // What is on screen is asked again after the last portion.
        let answer = queries.mutate(api::bulk_contacts(organization, &bulk)).affects_nothing().result().await?;
        done.extend(answer.results.iter().filter(|result| result.done).map(|result| result.id));
    }
    Ok(done)
}

/// The question before contacts are deleted.
#[component]
pub fn DeleteContacts(contacts: Vec<Contact>, on_done: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, current, toaster) = (use_i18n(), use_queries(), use_current_organization(), use_toaster());
    let said = i18n.of::<ContactTexts>();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let number = contacts.len() as u64;
    let name = contacts.first().filter(|_| number == 1).map(|contact| contact.name.clone());
    let ids = StoredValue::new(contacts.iter().map(|contact| contact.id).collect::<Vec<_>>());
    let toaster = StoredValue::new_local(toaster);
    let press = move |()| {
        let Some(organization) = untrack(|| current.id()).filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = run(queries, organization, &ids.get_value(), ContactBulkAction::Delete).await;
            queries.refresh();
            let _ = busy.try_set(false);
            match answer {
                Ok(deleted) => {
                    let text = (said.texts_untracked().deleted)(untrack(|| i18n.format()), deleted.len() as u64);
                    if let Some(toaster) = toaster.try_get_value() {
                        toaster.show_undoable(text, move || restore(queries, organization, deleted.clone()));
                    }
                    let _ = on_done.try_run(());
                }
                Err(failure) => {
                    let _ = error.try_set(Some(failure));
                }
            }
        });
    };
    let buttons = move || {
        let label = move || if number == 1 { said.texts().delete } else { said.texts().delete_many };
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger busy on_press=press>{label}</Button>
        }
    };
    let note = move || {
        let error = error.get()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    let title = Signal::derive(move || {
        let name = name.clone().unwrap_or_else(|| (said.texts().contacts)(i18n.format(), number));
        (said.texts().delete_title)(&name)
    });
    view! {
        <Dialog title on_close buttons>
            {note}
            <p>{move || said.texts().delete_means}</p>
        </Dialog>
    }
}

/// Restores what was deleted.
fn restore(queries: Queries, organization: OrganizationId, contacts: Vec<ContactId>) {
    spawn_local(async move {
        let answer = run(queries, organization, &contacts, ContactBulkAction::Restore).await;
        queries.refresh();
        if let Err(error) = answer {
            let _ = queries.write_error().try_set(Some(error));
        }
    });
}
