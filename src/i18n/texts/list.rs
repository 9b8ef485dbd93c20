//! What lists say: all of them alike, and each of its noun.

use api_types::{ActionRefusal, InvalidSearch};

use super::{super::Format, Text};

/// What every list says, whatever it is about.
pub struct ListTexts {
    /// Why what was typed is no search, and what to do.
    pub search_problem: fn(InvalidSearch) -> Text,
    pub more_actions: Text,
    pub clear_search: Text,
    /// In place of rows, when a link has an invalid search.
    pub invalid_search: Text,
    /// In place of rows, when a search would test too many of them.
    pub broad_search: Text,
    pub broad_search_text: Text,
    /// The rows were found by the search before.
    pub outdated: Text,
    pub filters: Text,
    /// The button that shows filters and order on a phone.
    pub filter_and_sort: Text,
    pub filter_by: fn(name: &str) -> String,
    pub clear_filter: fn(name: &str) -> String,
    pub clear_filters: Text,
    /// The button that offers filters that few need.
    pub more_filters: Text,
    /// Before the values of a filter that excludes them.
    pub not: Text,
    /// The box that excludes the chosen values.
    pub exclude: Text,
    /// Before a date.
    pub before: fn(date: &str) -> String,
    pub find_value: Text,
    /// There are more values than are offered.
    pub more_values: Text,
    /// What was looked for is none of the values.
    pub no_value: fn(find: &str) -> String,
    /// The button that opens the choice of columns, and the name of its panel.
    pub columns: Text,
    pub density: Text,
    pub copy_view: Text,
    pub export: Text,
    pub views: Text,
    /// What can be done with a row.
    pub actions: Text,
    pub actions_for: fn(name: &str) -> String,
    pub open: Text,
    pub copy_page_link: Text,
    /// Why something cannot be done with a row.
    pub refusal: fn(ActionRefusal) -> Text,
    pub select: fn(name: &str) -> String,
    pub select_sight: Text,
    pub select_none: Text,
    pub selected: fn(number: &str) -> String,
    /// Follows `selected`.
    pub not_shown: fn(Format, u64) -> String,
    /// Sorting on a card list, which has no head.
    pub sort: Text,
    pub ascending: Text,
    pub descending: Text,
    /// `1–14 of `; the number of all follows.
    pub position: fn(Format, first: u64, last: u64) -> String,
    /// On paper, below the rows that are printed there: `Printed: 18 of 98`.
    pub printed: fn(Format, rows: u64, total: &str) -> String,
    /// Follows the number of matches in the title: ` of 1,248`.
    pub of_all: fn(number: &str) -> String,
    /// Behind a number at which counting stopped, for the button that it is.
    pub count_all: Text,
    pub loading: Text,
    pub loading_more: Text,
    pub more_failed: Text,
    /// A part of the URL could not be read: the names of what was left out.
    pub dropped: fn(names: &str) -> String,
    pub dropped_search: Text,
    pub dropped_sort: Text,
    pub dropped_columns: Text,
}

/// What a list says of its noun.
pub struct ListNounTexts {
    pub title: Text,
    pub table: fn(total: &str) -> String,
    pub search: Text,
    pub search_placeholder: Text,
    pub search_hint: Text,
    /// The word before a colon is no field.
    pub unknown_field: fn(word: &str) -> String,
    /// `98 users`
    pub rows: fn(Format, u64) -> String,
    /// `98 users match`
    pub matching: fn(Format, u64) -> String,
    /// The button that shows the boxes of cards.
    pub select: Text,
    pub empty_title: Text,
    pub empty_text: Text,
    pub no_match: fn(search: &str) -> String,
    pub no_match_filters: Text,
    pub searched_in: Text,
    /// A column by its name, and where there is little room.
    pub column: fn(&str) -> Text,
    pub head: fn(&str) -> Text,
    /// A filter by its name.
    pub filter: fn(&str) -> Text,
    /// A value of a filter, by their names, where the server has no name for it.
    pub value: fn(filter: &str, value: &str) -> Option<Text>,
    /// The name of the exported file.
    pub file: Text,
}

/// A company, wherever one is shown.
pub struct CompanyTexts {
    pub status: fn(api_types::CompanyStatus) -> Text,
    pub archived_on: fn(date: &str) -> String,
    pub numbered: fn(number: &str) -> String,
    pub update: Text,
    pub archive: Text,
    pub restore: Text,
    /// The switch above the list of users.
    pub switch: Text,
    pub all: Text,
    /// No company is chosen.
    pub one: Text,
    pub several: fn(Format, u64) -> String,
}

/// Events that are chosen together, by what they are about.
pub struct AuditGroupTexts {
    pub sign_ins: Text,
    pub users: Text,
    pub roles: Text,
    pub invitations: Text,
    pub accounts: Text,
    pub mails: Text,
    pub companies: Text,
    pub organization: Text,
    pub exports: Text,
}

/// What can be done with a role.
pub struct RoleListTexts {
    pub show_users: Text,
    pub duplicate: Text,
    pub delete: Text,
}
