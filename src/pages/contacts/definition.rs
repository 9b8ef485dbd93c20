//! The list of contacts: its columns and what every list needs to know of them.

use api_types::{CONTACTS, Contact, Permission};

use super::{
    super::list::{ListSpec, read_page},
    actions::CONTACT_ACTIONS,
    said_in,
};
use crate::ui::Column;

/// The list of contacts.
pub static CONTACT_LIST: ListSpec = ListSpec {
    listing: &CONTACTS,
    permission: Permission::ContactsRead,
    read: read_page::<Contact>,
    columns: &COLUMNS,
    texts: |texts| &said_in(texts).list,
    actions: &CONTACT_ACTIONS,
    bulk_permission: Some(Permission::ContactsManage),
    bulk: None,
    whole: |organization| organization.contacts,
    filters_elsewhere: &[],
    rare_filters: &[],
    value_groups: &[],
    grouped: &[],
    few_values: &[],
    presets: &[],
};

const fn column(name: &'static str, class: &'static str, width: f64, goes: u8, card: u8) -> Column {
    Column { name, class, width, grows: 0.0, goes, is_default: true, card, second: None }
}

static COLUMNS: [Column; 9] = [
    Column { grows: 1.0, ..column("name", "r-c-who", 60.0, 0, 1) },
    Column { is_default: false, ..column("company", "r-muted-cell", 36.0, 6, 0) },
    Column { is_default: false, ..column("title", "r-muted-cell", 34.0, 7, 0) },
    Column { grows: 0.2, ..column("purposes", "r-c-roles", 44.0, 1, 2) },
    Column { grows: 0.6, ..column("email", "r-muted-cell", 48.0, 2, 0) },
    column("phone", "r-muted-cell", 36.0, 0, 3),
    column("language", "r-muted-cell", 27.0, 3, 0),
    Column { is_default: false, ..column("user", "r-muted-cell", 34.0, 4, 0) },
    Column { is_default: false, ..column("changed_at", "r-c-number r-muted-cell", 25.0, 5, 0) },
];
