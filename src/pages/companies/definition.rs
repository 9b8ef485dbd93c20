//! The list of companies: its columns and what every list needs to know of them.

use api_types::{COMPANIES, Company, Permission};

use super::{
    super::list::{ListSpec, read_page},
    actions::COMPANY_ACTIONS,
};
use crate::ui::Column;

/// The list of companies.
pub static COMPANY_LIST: ListSpec = ListSpec {
    listing: &COMPANIES,
    permission: Permission::MembersRead,
    read: read_page::<Company>,
    columns: &COLUMNS,
    texts: |texts| &texts.company_list,
    actions: &COMPANY_ACTIONS,
    bulk_permission: None,
    bulk: None,
    whole: |organization| organization.companies,
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

static COLUMNS: [Column; 5] = [
    Column { grows: 1.0, ..column("name", "r-c-who", 66.0, 0, 1) },
    column("number", "r-c-number r-muted-cell", 30.0, 1, 3),
    column("members", "r-c-number", 30.0, 0, 4),
    column("main_for", "r-c-number", 30.0, 2, 0),
    column("status", "r-c-status", 30.0, 0, 2),
];
