//! `/organizations/{organization}/saved-views`: the caller's named views of lists.

use api_types::{ACCESS_REQUESTS, AUDIT_EVENTS, COMPANIES, CONTACTS, DEVICES, MEMBERS, ROLES};

pub mod delete;
pub mod list;
mod name;
pub mod rename;
pub mod save;

/// Names of the lists that can have saved views.
pub const LIST_NAMES: [&str; 7] =
    [MEMBERS.name, ROLES.name, COMPANIES.name, CONTACTS.name, DEVICES.name, AUDIT_EVENTS.name, ACCESS_REQUESTS.name];

/// The list with this name.
fn list_name(text: &str) -> Option<&'static str> {
    LIST_NAMES.into_iter().find(|name| *name == text)
}
