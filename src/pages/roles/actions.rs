//! What can be done with a role.

use api_types::{Permission, Role};

use super::super::list::action::{Action, ActionState, COPY_LINK, OPEN};
use crate::ui::{IconName, TableRow};

/// The names of what takes more than a list has.
pub const SHOW_USERS: &str = "show_users";
pub const DUPLICATE: &str = "duplicate";
pub const DELETE: &str = "delete";

/// What can be done with a role, in the order of menus.
pub static ROLE_ACTIONS: [Action; 5] = [
    Action { icon: IconName::Role, ..OPEN },
    Action {
        name: SHOW_USERS,
        icon: IconName::Users,
        label: |texts, _| texts.role.show_users,
        is_on_page: false,
        run: None,
        ..COPY_LINK
    },
    COPY_LINK,
    Action { label: |texts, _| texts.role.duplicate, ..action(DUPLICATE, IconName::Copy, within_reach) },
    Action {
        label: |texts, _| texts.role.delete,
        is_dangerous: true,
        ..action(DELETE, IconName::Trash, |row, name| match row.of::<Role>() {
            Some(role) if role.predefined().is_none() => within_reach(row, name),
            _ => ActionState::Absent,
        })
    },
];

/// One for those who manage roles, in menus and on the page of the role.
const fn action(name: &'static str, icon: IconName, state: fn(&dyn TableRow, &str) -> ActionState) -> Action {
    Action { name, icon, state, run: None, permission: Some(Permission::RolesManage), ..COPY_LINK }
}

fn within_reach(row: &dyn TableRow, _: &str) -> ActionState {
    let is_within = row.of::<Role>().is_some_and(|role| role.within_reach);
    if is_within { ActionState::Allowed } else { ActionState::Absent }
}
