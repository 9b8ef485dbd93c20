//! The list of members: its columns and what every list needs to know of them.

use api_types::{MEMBERS, Member, MemberStatus, Permission};

use super::{
    super::list::{ListSpec, Preset, ValueGroup, read_page},
    actions::MEMBER_ACTIONS,
    bulk,
};
use crate::ui::Column;

/// The list of members.
pub static MEMBER_LIST: ListSpec = ListSpec {
    listing: &MEMBERS,
    permission: Permission::MembersRead,
    read: read_page::<Member>,
    columns: &COLUMNS,
    texts: |texts| &texts.member_list,
    actions: &MEMBER_ACTIONS,
    bulk_permission: Some(Permission::MembersManage),
    bulk: Some(bulk::bulk),
    whole: |organization| organization.seats.map(|seats| seats.used),
    filters_elsewhere: &["company"],
    rare_filters: &["last_sign_in", "invitation_expires", "invitation"],
    value_groups: &[ValueGroup {
        filter: "status",
        values: &[MemberStatus::Invited.as_str(), MemberStatus::Expired.as_str()],
        label: |texts| texts.member.not_accepted,
    }],
    grouped: &[],
    few_values: &["role"],
    presets: &PRESETS,
};

static PRESETS: [Preset; 5] = [
    Preset { name: |texts| texts.never_signed_in, query: "status=active&last_sign_in=never" },
    Preset { name: |texts| texts.inactive, query: "status=active&last_sign_in=over_90_days" },
    Preset { name: |texts| texts.no_two_factor, query: "status=active&two_factor=off" },
    Preset { name: |texts| texts.expires_soon, query: "status=invited&invitation_expires=within_3_days" },
    Preset { name: |texts| texts.no_role, query: "role=none" },
];

const fn column(name: &'static str, class: &'static str, width: f64, grows: f64, goes: u8) -> Column {
    Column { name, class, width, grows, goes, is_default: true, card: 0, second: None }
}

const fn on_demand(column: Column) -> Column {
    Column { is_default: false, ..column }
}

const fn on_cards(card: u8, column: Column) -> Column {
    Column { card, ..column }
}

static COLUMNS: [Column; 14] = [
    Column { second: Some("email"), ..on_cards(1, column("name", "r-c-who", 66.0, 2.0, 0)) },
    on_demand(column("email", "r-c-mail r-muted-cell", 52.0, 1.0, 0)),
    column("signature", "r-c-sig r-muted-cell", 16.0, 0.0, 4),
    on_cards(4, column("roles", "r-c-roles", 31.0, 0.5, 0)),
    on_cards(2, column("status", "r-c-status", 30.0, 0.0, 0)),
    on_cards(3, column("two_factor", "r-c-2fa", 9.5, 0.0, 0)),
    column("companies", "r-c-company", 27.5, 1.0, 1),
    column("supervisor", "r-c-super r-muted-cell", 23.0, 1.0, 3),
    column("invited_by", "r-c-by r-muted-cell", 23.0, 1.0, 5),
    on_demand(column("invited_at", "r-c-invited r-muted-cell", 27.0, 0.0, 0)),
    column("member_since", "r-c-since r-muted-cell", 26.0, 0.0, 2),
    on_demand(column("last_sign_in", "r-c-seen r-muted-cell", 31.0, 0.0, 0)),
    on_demand(column("active_from", "r-c-day r-muted-cell", 26.0, 0.0, 0)),
    on_demand(column("active_until", "r-c-day r-muted-cell", 26.0, 0.0, 0)),
];

#[cfg(test)]
mod tests {
    use api_types::ListQuery;

    use super::*;
    use crate::paths::parameters;

    #[test]
    fn every_preset_is_a_view_as_the_list_writes_it() {
        for preset in &PRESETS {
            let mut query = ListQuery::new(&MEMBERS);
            for (name, value) in parameters(preset.query) {
                assert!(query.read(&name, &value).is_ok(), "{}", preset.query);
            }
            assert_eq!(crate::paths::query(query.parameters()), format!("?{}", preset.query));
        }
    }

    #[test]
    fn every_column_of_the_list_can_be_shown() {
        let names: Vec<_> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(names, MEMBERS.columns);
    }
}
