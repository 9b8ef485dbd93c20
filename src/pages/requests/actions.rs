//! What can be done with a request.

use api_types::{AccessRequest, Permission};

use super::{
    super::list::action::{Action, ActionState, COPY_LINK, OPEN},
    said_in,
};
use crate::ui::{IconName, TableRow};

/// The names of what takes more than a list has.
pub const APPROVE: &str = "approve";
pub const APPROVE_AS: &str = "approve_as";
pub const DECLINE: &str = "decline";
pub const OPEN_USER: &str = "open_user";

/// What can be done with a request, in the order of menus.
pub static REQUEST_ACTIONS: [Action; 6] = [
    Action { icon: IconName::Inbox, ..OPEN },
    Action {
        label: |texts, _| said_in(texts).open_user,
        state: ActionState::always,
        ..action(OPEN_USER, IconName::User)
    },
    Action { label: |texts, _| said_in(texts).approve, ..action(APPROVE, IconName::Check) },
    Action { label: |texts, _| said_in(texts).approve_as, ..action(APPROVE_AS, IconName::Edit) },
    Action { label: |texts, _| said_in(texts).decline, is_dangerous: true, ..action(DECLINE, IconName::Close) },
    COPY_LINK,
];

/// One that answers the request.
const fn action(name: &'static str, icon: IconName) -> Action {
    Action { name, icon, state, run: None, permission: Some(Permission::DevicesGrant), is_on_page: false, ..COPY_LINK }
}

/// Whether the reader can answer the request.
fn state(row: &dyn TableRow, _: &str) -> ActionState {
    let is_answerable = row.of::<AccessRequest>().is_some_and(|request| request.answerable.is_some());
    if is_answerable { ActionState::Allowed } else { ActionState::Absent }
}
