//! Changes, invites and deletes contacts on request. Loaded with the first request.

use api_types::{Contact, Language};
use leptos::prelude::*;

use super::{
    super::{
        lazy::lazy,
        list::action::Requested,
        members::{invite_sheet, use_draft_for},
    },
    actions::{DELETE, INVITE, UPDATE},
    delete::DeleteContacts,
    form::ContactForm,
};
use crate::ui::Selection;

/// Where what is requested is done. `on_gone` runs after contacts were deleted.
#[component]
pub fn ContactActions(requested: Requested, selection: Selection, on_gone: Callback<()>) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on.
    let is_needed = Memo::new(move |before| before == Some(&true) || requested.with(Option::is_some));
    move || is_needed.get().then(|| run_actions(requested, selection, on_gone))
}

lazy! {
    pages: run_actions(requested: Requested, selection: Selection, on_gone: Callback<()>) =>
        view! { <RunActions requested selection on_gone/> };
}

/// What is being done with contacts.
#[derive(Clone, PartialEq)]
enum Doing {
    Update(Box<Contact>),
    Delete(Vec<Contact>),
}

#[component]
fn RunActions(requested: Requested, selection: Selection, on_gone: Callback<()>) -> impl IntoView {
    let (doing, inviting) = (RwSignal::new(None::<Doing>), RwSignal::new(false));
    let draft = use_draft_for();
    Effect::new(move |_| {
        requested.track();
        let Some((name, rows)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let contacts: Vec<Contact> = rows.iter().filter_map(|row| row.of::<Contact>()).cloned().collect();
        match (name, contacts.as_slice()) {
            (UPDATE, [contact, ..]) => doing.set(Some(Doing::Update(Box::new(contact.clone())))),
            (INVITE, [contact, ..]) => {
                if let Some(recipient) = recipient(contact) {
                    draft.begin_with(&recipient, contact.language.as_deref().and_then(Language::from_tag));
                    inviting.set(true);
                }
            }
            (DELETE, [_, ..]) => doing.set(Some(Doing::Delete(contacts))),
            _ => {}
        }
    });
    let close = Callback::new(move |()| doing.set(None));
    let deleted = Callback::new(move |()| {
        selection.clear();
        close.run(());
        on_gone.run(());
    });
    let dialog = move || match doing.get()? {
        Doing::Update(contact) => Some(view! { <ContactForm contact=Some(*contact) on_close=close/> }.into_any()),
        Doing::Delete(contacts) => Some(view! { <DeleteContacts contacts on_done=deleted on_close=close/> }.into_any()),
    };
    view! {
        {dialog}
        {move || inviting.get().then(|| invite_sheet(inviting, draft))}
    }
}

/// The contact as a recipient of an invitation: the name goes with the address.
fn recipient(contact: &Contact) -> Option<String> {
    let email = contact.email.as_ref()?;
    let name: String = contact.name.chars().filter(|letter| !matches!(letter, '<' | '>' | '"' | ',' | ';')).collect();
    Some([&*name, " <", email, ">"].concat())
}
