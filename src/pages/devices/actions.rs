//! What can be done with a device.

use api_types::Permission;

use super::{
    super::list::action::{Action, ActionState, COPY_LINK, OPEN},
    said_in,
};
use crate::ui::IconName;

/// The names of what takes more than a list has.
pub const UPDATE: &str = "update";
pub const MOVE: &str = "move";
pub const DELETE: &str = "delete";

/// What can be done with a device, in the order of menus.
pub static DEVICE_ACTIONS: [Action; 5] = [
    Action { icon: IconName::Device, ..OPEN },
    COPY_LINK,
    Action { label: |texts, _| said_in(texts).edit, ..action(UPDATE, IconName::Edit) },
    Action {
        label: |texts, _| said_in(texts).move_to,
        is_on_page: false,
        is_for_many: true,
        ..action(MOVE, IconName::Right)
    },
    Action {
        label: |texts, row| if row.is_some() { said_in(texts).delete } else { said_in(texts).delete_many },
        is_dangerous: true,
        is_for_many: true,
        ..action(DELETE, IconName::Trash)
    },
];

/// One that changes the device, in menus and on its page.
const fn action(name: &'static str, icon: IconName) -> Action {
    Action {
        name,
        icon,
        state: ActionState::always,
        run: None,
        permission: Some(Permission::DevicesManage),
        ..COPY_LINK
    }
}
