//! The list of roles: its columns and what every list needs to know of them.

use api_types::{Permission, ROLES, Role};

use super::{
    super::list::{ListSpec, read_page},
    actions::ROLE_ACTIONS,
};
use crate::ui::Column;

/// The list of roles.
pub static ROLE_LIST: ListSpec = ListSpec {
    listing: &ROLES,
    permission: Permission::RolesRead,
    read: read_page::<Role>,
    columns: &COLUMNS,
    texts: |texts| &texts.role_list,
    actions: &ROLE_ACTIONS,
    bulk_permission: None,
    bulk: None,
    whole: |_| None,
    filters_elsewhere: &[],
    rare_filters: &[],
    value_groups: &[],
    grouped: &[],
    few_values: &[],
    presets: &[],
};

const fn column(name: &'static str, class: &'static str, width: f64, grows: f64, card: u8) -> Column {
    Column { name, class, width, grows, goes: 0, is_default: true, card, second: None }
}

static COLUMNS: [Column; 3] = [
    column("name", "r-c-who", 66.0, 1.0, 1),
    column("holders", "r-c-number", 30.0, 0.0, 2),
    column("permissions", "r-c-number", 30.0, 0.0, 3),
];
