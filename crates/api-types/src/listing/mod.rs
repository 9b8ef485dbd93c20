//! Lists: what their rows can be searched, filtered and sorted by, and the query that asks for them.
//!
//! Each noun describes its list as a constant [`Listing`] in a file of its own. App and server read and write queries
//! with the same code: the URL of the app and the query of the API have the same text, so the page can send its first
//! request before the app has loaded. The app drops invalid parts with a note. The API responds with 422.

mod access_requests;
mod audit_events;
mod companies;
mod contacts;
mod devices;
mod members;
mod page;
mod query;
mod roles;
mod sort;

pub use access_requests::{ACCESS_REQUESTS, AccessRequestColumn, AccessRequestFilter};
pub use audit_events::{AUDIT_EVENTS, AuditColumn, AuditFilter, RecentDays};
pub use companies::{COMPANIES, CompanyColumn, CompanyFilter, CompanyStatus};
pub use contacts::{CONTACTS, ContactColumn, ContactFilter, ContactPurpose};
pub use devices::{DEVICES, DeviceColumn, DeviceFilter};
pub use members::{
    InvitationExpiresFilter, InvitationFilter, LastSignInFilter, MEMBERS, MemberColumn, MemberFilter, TwoFactorFilter,
};
pub use page::{FilterOption, FilterOptions, List, PAGE_SIZE, Total};
pub use query::{FilterChoice, InvalidParameter, ListQuery};
pub use roles::{ROLES, RoleColumn};
pub use sort::{Direction, Sort};

use crate::{Permission, SearchField};

/// Gives an enum its names in JSON and in URLs.
macro_rules! named {
    ($type:ident, $count:tt: $($variant:ident = $name:literal),* $(,)?) => {
        impl $type {
            /// Every one, in order.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];

            /// The name of every one, in the same order.
            pub const NAMES: [&'static str; $count] = [$($name),*];

            /// The name in JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
            }
        }
    };
}
pub(crate) use named;

/// A list of an organization: its name, and what its rows can be searched, filtered and sorted by.
#[derive(Debug)]
pub struct Listing {
    /// Name of the list: the last segment of its path in the API.
    pub name: &'static str,
    /// Names of the columns. The list is sorted by the first unless a query says otherwise.
    pub columns: &'static [&'static str],
    /// The columns that the list can be sorted by, in the same order.
    pub sorted: &'static [&'static str],
    /// Whether the usual order is descending.
    pub newest_first: bool,
    pub filters: &'static [Filter],
    /// Fields that a term of a search is looked for in.
    pub searched: &'static [&'static str],
    /// Fields that a term of a search can be limited to.
    pub search_fields: &'static [SearchField],
}

/// A filter of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Name of its query parameter.
    pub name: &'static str,
    pub values: FilterValues,
    /// The value that matches rows that have nothing there, if there can be such rows.
    pub none: Option<&'static str>,
}

/// The values that a filter can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterValues {
    /// These names, in this order.
    Named(&'static [&'static str]),
    /// Ids with this prefix.
    Ids(&'static str),
    /// These names, and `before_` with a date: `before_2026-01-31`.
    Moments(&'static [&'static str]),
    /// These names, and dates: `2026-01-31`.
    Days(&'static [&'static str]),
}

/// List, filter and permission: filters that tell something about what the list itself does not show everybody.
const NEEDED: [(&str, &str, Permission); 1] = [(CONTACTS.name, ContactFilter::User.as_str(), Permission::MembersRead)];

/// Before the date in a value of [`FilterValues::Moments`].
pub const BEFORE: &str = "before_";

/// Whether two lists are the same one.
impl PartialEq for Listing {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Listing {}

impl std::hash::Hash for Listing {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Listing {
    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&'static str> {
        self.columns.iter().find(|column| **column == name).copied()
    }

    /// The filter with this name.
    pub fn filter(&self, name: &str) -> Option<&'static Filter> {
        self.filters.iter().find(|filter| filter.name == name)
    }

    /// The permission that a caller needs to use this filter, beside that of the list.
    pub fn filter_needs(&self, name: &str) -> Option<Permission> {
        let need = NEEDED.iter().find(|(list, filter, _)| *list == self.name && *filter == name);
        need.map(|(.., permission)| *permission)
    }

    /// The column that the list is sorted by unless a query says otherwise.
    pub const fn first_column(&self) -> &'static str {
        self.columns[0]
    }

    /// The order of the list unless a query says otherwise.
    pub const fn usual_sort(&self) -> Sort {
        let direction = if self.newest_first { Direction::Descending } else { Direction::Ascending };
        Sort { column: self.first_column(), direction }
    }

    /// Reads a comma-separated choice of columns, in the order in which they are to stand, each once.
    ///
    /// # Errors
    /// The columns that could be read, when one could not.
    pub fn read_columns(&self, text: &str) -> Result<Vec<&'static str>, Vec<&'static str>> {
        let mut columns = Vec::new();
        let mut has_unknown = false;
        for name in text.split(',').filter(|name| !name.is_empty()) {
            match self.column(name) {
                Some(column) if columns.contains(&column) => {}
                Some(column) => columns.push(column),
                None => has_unknown = true,
            }
        }
        if has_unknown { Err(columns) } else { Ok(columns) }
    }
}

impl Filter {
    /// Whether `value` is one of this filter's.
    pub fn accepts(&self, value: &str) -> bool {
        if self.none == Some(value) {
            return true;
        }
        match self.values {
            FilterValues::Named(names) => names.contains(&value),
            FilterValues::Ids(prefix) => crate::id::read(prefix, value).is_some(),
            FilterValues::Moments(names) => names.contains(&value) || value.strip_prefix(BEFORE).is_some_and(is_date),
            FilterValues::Days(names) => names.contains(&value) || is_date(value),
        }
    }

    /// The UUID of a value of a filter of ids; nothing for [`Filter::none`] and for other filters.
    pub fn read_id(&self, value: &str) -> Option<u128> {
        match self.values {
            FilterValues::Ids(prefix) => crate::id::read(prefix, value),
            FilterValues::Named(_) | FilterValues::Moments(_) | FilterValues::Days(_) => None,
        }
    }

    /// The value that names the row with this UUID, in a filter of ids.
    pub fn write_id(&self, id: u128) -> Option<String> {
        match self.values {
            FilterValues::Ids(prefix) => Some(crate::id::write(prefix, id)),
            FilterValues::Named(_) | FilterValues::Moments(_) | FilterValues::Days(_) => None,
        }
    }
}

/// Whether a text is a date of the form `2026-01-31`. Every month is taken to have 31 days: which of them exist is for
/// the calendar of whoever uses it to say.
fn is_date(text: &str) -> bool {
    let number = |digits: &str| digits.bytes().all(|it| it.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if [year.len(), month.len(), day.len()] == [4, 2, 2] => {
            let (year, month, day): (Option<u16>, Option<u16>, Option<u16>) =
                (number(year), number(month), number(day));
            year.is_some()
                && month.is_some_and(|it| (1..=12).contains(&it))
                && day.is_some_and(|it| (1..=31).contains(&it))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Display;

    use serde::Serialize;

    use super::*;
    use crate::{
        AccessRequestState, DeliveryState, ImportOutcome, InvitedAccount, MailService, MemberStatus, Permission,
        SecondFactor, SheetEncoding, SheetSeparator,
    };

    /// Every list.
    pub(super) const LISTINGS: [&Listing; 7] =
        [&MEMBERS, &ROLES, &COMPANIES, &CONTACTS, &DEVICES, &AUDIT_EVENTS, &ACCESS_REQUESTS];

    fn written_as_named<T: Serialize + Display>(all: &[T]) {
        for one in all {
            assert_eq!(serde_json::to_value(one).unwrap(), one.to_string());
        }
    }

    #[test]
    fn json_has_the_same_names() {
        written_as_named(&AccessRequestState::ALL);
        written_as_named(&CompanyStatus::ALL);
        written_as_named(&ContactPurpose::ALL);
        written_as_named(&DeliveryState::ALL);
        written_as_named(&InvitedAccount::ALL);
        written_as_named(&MailService::ALL);
        written_as_named(&MemberStatus::ALL);
        written_as_named(&Permission::ALL);
        written_as_named(&SecondFactor::ALL);
        written_as_named(&SheetEncoding::ALL);
        written_as_named(&SheetSeparator::ALL);
        written_as_named(&ImportOutcome::ALL);
    }

    #[test]
    fn a_filter_is_not_named_like_another_parameter() {
        let taken = [
            "q", "sort", "columns", "widths", "density", "limit", "cursor", "at", "count", "filter", "find", "bom",
            "format",
        ];
        for listing in LISTINGS {
            for (place, filter) in listing.filters.iter().enumerate() {
                assert!(!taken.contains(&filter.name), "{} {}", listing.name, filter.name);
                let same = listing.filters.iter().position(|other| other.name == filter.name);
                assert_eq!(same, Some(place), "{} {}", listing.name, filter.name);
            }
        }
    }

    #[test]
    fn a_filter_accepts_its_own_values_only() {
        let role = MEMBERS.filter("role").unwrap();
        let seen = MEMBERS.filter("last_sign_in").unwrap();
        let status = MEMBERS.filter("status").unwrap();
        let from = AUDIT_EVENTS.filter("from").unwrap();
        for (filter, value) in [
            (role, "rol_00000000000000000000000001"),
            (role, "none"),
            (status, "withdrawn"),
            (seen, "never"),
            (seen, "before_2026-02-31"),
            (from, "last_7_days"),
            (from, "2026-01-31"),
        ] {
            assert!(filter.accepts(value), "{value}");
        }
        for (filter, value) in [
            (role, "mem_00000000000000000000000001"),
            (role, ""),
            (status, "none"),
            (seen, "before_2026-13-01"),
            (seen, "before_2026-1-1"),
            (seen, "before_+026-01-01"),
            (seen, "2026-01-01"),
            (from, "before_2026-01-01"),
            (from, "yesterday"),
        ] {
            assert!(!filter.accepts(value), "{value}");
        }
    }

    #[test]
    fn ids_are_read_and_written_with_their_prefix() {
        let role = MEMBERS.filter("role").unwrap();
        let text = "rol_00000000000000000000000007";
        assert_eq!((role.read_id(text), role.write_id(7).as_deref()), (Some(7), Some(text)));
        assert_eq!(role.read_id("none"), None);
        assert_eq!(MEMBERS.filter("status").unwrap().write_id(7), None);
    }

    #[test]
    fn lists_are_sorted_by_columns_they_have() {
        for listing in LISTINGS {
            assert_eq!(listing.sorted.first(), listing.columns.first(), "{}", listing.name);
            assert!(listing.sorted.iter().all(|column| listing.columns.contains(column)), "{}", listing.name);
        }
        assert_eq!(AUDIT_EVENTS.usual_sort().to_string(), "-at");
    }

    #[test]
    fn columns_keep_their_order_and_stand_once() {
        assert_eq!(MEMBERS.read_columns("email,name,email"), Ok(vec!["email", "name"]));
        assert_eq!(MEMBERS.read_columns("email,shoe_size,email"), Err(vec!["email"]));
        assert_eq!(MEMBERS.read_columns(&MEMBERS.columns.join(",")), Ok(MEMBERS.columns.to_vec()));
    }
}
