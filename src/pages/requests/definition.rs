//! The list of access requests: its columns and what every list needs to know of them.

use api_types::{ACCESS_REQUESTS, AccessRequest, Permission};

use super::{
    super::list::{ListSpec, read_page},
    actions::REQUEST_ACTIONS,
    said_in,
};
use crate::ui::Column;

/// The list of access requests.
pub static REQUEST_LIST: ListSpec = ListSpec {
    listing: &ACCESS_REQUESTS,
    permission: Permission::DevicesGrant,
    read: read_page::<AccessRequest>,
    columns: &COLUMNS,
    texts: |texts| &said_in(texts).list,
    actions: &REQUEST_ACTIONS,
    bulk_permission: None,
    bulk: None,
    whole: |_| None,
    filters_elsewhere: &["state"],
    rare_filters: &["group", "to"],
    value_groups: &[],
    grouped: &[],
    few_values: &[],
    presets: &[],
};

const fn column(name: &'static str, class: &'static str, width: f64, goes: u8, card: u8) -> Column {
    Column { name, class, width, grows: 0.0, goes, is_default: true, card, second: None }
}

static COLUMNS: [Column; 9] = [
    Column { grows: 0.7, ..column("person", "r-c-who", 46.0, 0, 1) },
    Column { grows: 0.6, ..column("target", "r-c-target", 34.0, 0, 2) },
    column("level", "r-c-level", 22.0, 0, 3),
    Column { grows: 1.0, ..column("reason", "r-c-reason", 36.0, 1, 4) },
    column("until", "r-c-until", 29.0, 2, 5),
    column("asked_at", "r-c-asked r-muted-cell r-tabular", 31.0, 3, 6),
    column("state", "r-c-answer", 57.0, 0, 7),
    Column { is_default: false, ..column("answered_at", "r-muted-cell r-tabular", 31.0, 4, 0) },
    Column { is_default: false, ..column("note", "r-muted-cell", 40.0, 5, 0) },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_one_of_the_list() {
        assert!(COLUMNS.iter().all(|column| ACCESS_REQUESTS.columns.contains(&column.name)));
    }
}
