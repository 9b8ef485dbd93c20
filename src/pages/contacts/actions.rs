//! What can be done with a contact.

use api_types::{Contact, Permission};
use leptos::prelude::Callable;

use super::{
    super::list::action::{Action, ActionState, COPY_LINK, OPEN},
    said_in,
};
use crate::ui::{IconName, TableRow};

/// The names of what takes more than a list has.
pub const UPDATE: &str = "update";
pub const INVITE: &str = "invite";
pub const DELETE: &str = "delete";

/// What can be done with a contact, in the order of menus.
pub static CONTACT_ACTIONS: [Action; 6] = [
    Action { icon: IconName::Contact, ..OPEN },
    Action { is_on_page: false, ..COPY_LINK },
    Action { label: |texts, _| said_in(texts).edit, ..action(UPDATE, IconName::Edit) },
    Action {
        name: "copy_email",
        icon: IconName::Copy,
        label: |texts, _| said_in(texts).copy_email,
        is_on_page: false,
        state: |row, _| if_there(row, |contact| contact.email.is_some()),
        run: Some(|context, row| {
            if let Some(email) = row.of::<Contact>().and_then(|contact| contact.email.clone()) {
                context.copy.run((email, |texts| said_in(texts).copied));
            }
        }),
        ..COPY_LINK
    },
    Action {
        label: |texts, _| said_in(texts).invite,
        permission: Some(Permission::MembersInvite),
        state: |row, _| if_there(row, |contact| contact.email.is_some() && contact.user.is_none()),
        ..action(INVITE, IconName::Invite)
    },
    Action {
        label: |texts, row| if row.is_some() { said_in(texts).delete } else { said_in(texts).delete_many },
        is_dangerous: true,
        is_for_many: true,
        ..action(DELETE, IconName::Trash)
    },
];

/// One that changes the contact, in menus and on its page.
const fn action(name: &'static str, icon: IconName) -> Action {
    Action {
        name,
        icon,
        state: ActionState::always,
        run: None,
        permission: Some(Permission::ContactsManage),
        ..COPY_LINK
    }
}

fn if_there(row: &dyn TableRow, is_there: fn(&Contact) -> bool) -> ActionState {
    if row.of::<Contact>().is_some_and(is_there) { ActionState::Allowed } else { ActionState::Absent }
}
