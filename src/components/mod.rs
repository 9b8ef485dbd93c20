//! What knows our nouns and never fetches: data in, intent out.
//!
//! WHO WRITES WHAT, until it stands (then this paragraph goes): the lead writes shell.rs, navigation.rs, account_menu.rs,
//! switcher.rs, members_table.rs, filter_bar.rs, session_dialog.rs. Everything else in components/ (avatar, status,
//! role_badges, two_factor, member_name, person header and user page panels, role cards and permission matrix,
//! create_organization dialog) and all of ui/ is written by the author of style/ and ui/.

