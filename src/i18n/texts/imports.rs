//! What imports say.

use api_types::{
    FindBy, ImportOutcome, ImportProblem, MatchedField, MemberImportTab, NewPeople, SheetEncoding, SheetSeparator,
};

use super::{super::Format, Text};

/// Imports of tables, whatever they are about.
pub struct ImportTexts {
    /// The button that opens it.
    pub import: Text,
    /// The page, in the way back to the list.
    pub import_title: Text,
    pub users: UserImportTexts,
    pub contacts: Text,
    pub devices: Text,
    pub lede: Text,
    pub choose_file: Text,
    pub other_file: Text,
    pub file_hint: Text,
    pub paste: Text,
    pub paste_hint: Text,
    /// What pasted rows are called.
    pub pasted: Text,
    pub read_rows: Text,
    pub file_unreadable: Text,
    pub encoding: Text,
    pub encoding_hint: Text,
    pub encoding_name: fn(SheetEncoding) -> Text,
    pub separator: Text,
    pub separator_name: fn(SheetSeparator) -> Text,
    pub columns: Text,
    pub columns_matched: fn(Format, matched: u64, all: u64) -> String,
    pub in_file: Text,
    pub samples: Text,
    pub field: Text,
    pub field_of: fn(column: &str) -> String,
    pub unnamed: Text,
    pub not_imported: Text,
    /// A column for this field is missing.
    pub missing: fn(field: &str) -> String,
    pub rows: Text,
    pub outcome: fn(ImportOutcome) -> Text,
    pub outcome_means: fn(ImportOutcome) -> Text,
    pub row: fn(Format, u64) -> String,
    pub none_of_these: Text,
    pub first_of: fn(Format, shown: u64, all: u64) -> String,
    pub no_value: Text,
    pub problem: fn(&ImportProblem) -> Option<Text>,
    pub same_as_row: fn(Format, u64) -> String,
    /// Why a file cannot be read.
    pub file_problem: fn(code: &str) -> Option<Text>,
    pub problem_in_row: fn(problem: &str, row: &str) -> String,
    pub rejects: Text,
    pub rejects_file: Text,
    pub reason: Text,
    pub nothing_saved: Text,
    pub nothing_to_import: Text,
    /// A button.
    pub submit: fn(Format, u64) -> String,
    pub progress: fn(Format, done: u64, all: u64) -> String,
    pub done: fn(Format, new: u64, changed: u64) -> String,
    pub done_refused: fn(Format, u64) -> String,
}

/// Imports of users.
pub struct UserImportTexts {
    pub title: Text,
    pub steps: [Text; 3],
    pub steps_label: fn(Format, step: u64) -> String,
    pub drop: Text,
    pub file_hint: Text,
    pub file_problem: fn(code: &str) -> Option<Text>,
    /// Problems that only users have.
    pub problem: fn(&ImportProblem) -> Option<Text>,
    pub replace: Text,
    pub file_facts: fn(Format, rows: u64, columns: u64, bytes: u64) -> String,
    pub header: Text,
    pub first_row: Text,
    pub no_header: Text,
    pub detected: fn(name: &str) -> String,
    pub columns_lede: fn(Format, matched: u64, all: u64) -> String,
    /// A column without a name.
    pub column: fn(Format, u64) -> String,
    pub field: fn(&str) -> Text,
    pub several_values: Text,
    pub unknown: fn(Format, MatchedField, first: &str, all: u64) -> String,
    pub match_values: Text,
    pub match_lede: Text,
    pub meaning_of: fn(value: &str) -> String,
    pub in_rows: fn(Format, u64) -> String,
    pub not_matched: Text,
    pub left_out: Text,
    pub match_apply: Text,
    pub how: Text,
    pub new_people: Text,
    pub new_people_option: fn(NewPeople) -> (Text, Text),
    pub find_by: Text,
    pub find_by_option: fn(FindBy) -> Text,
    pub rows_match: fn(Format, FindBy, u64) -> String,
    /// Keep existing users, empty cells clear, deactivate who is missing: each with an explanation.
    pub switches: [(Text, Text); 3],
    pub summary: Text,
    pub rows_in_file: Text,
    pub found_by_email: Text,
    pub found_by_signature: Text,
    pub not_found: Text,
    pub columns_matched: Text,
    pub out_of: fn(Format, u64, u64) -> String,
    pub not_imported: Text,
    pub to_match: fn(Format, values: u64, rows: u64) -> String,
    pub next_title: Text,
    pub next: [(Text, Text); 2],
    pub back: Text,
    /// A button.
    pub check_rows: fn(Format, u64) -> String,
    pub preparing: fn(Format, done: u64, all: u64) -> String,
    pub running: fn(Format, done: u64, all: u64) -> String,
    pub goes_on: Text,
    pub tab: fn(MemberImportTab) -> Text,
    pub tab_means: fn(MemberImportTab) -> Text,
    pub rows_label: fn(Format, MemberImportTab, u64) -> String,
    pub row: Text,
    pub user: Text,
    pub more_rows: Text,
    pub none: Text,
    pub before: Text,
    pub after: Text,
    pub access_ends: Text,
    pub status: fn(&str) -> Text,
    pub sends: fn(Format, u64) -> String,
    pub lose_access: fn(Format, u64) -> String,
    pub ended_early: fn(Format, changed: u64) -> String,
    /// The file did not arrive completely.
    pub incomplete: Text,
    pub rejects: Text,
    pub links: Text,
    pub links_head: fn() -> [Text; 3],
    pub links_file: Text,
    pub to_users: Text,
}

/// A size in the largest fitting unit.
pub fn size(format: Format, bytes: u64) -> String {
    match bytes {
        0..1_000 => [&*format.number(bytes), " B"].concat(),
        1_000..1_000_000 => [&*format.number(bytes.div_ceil(1_000)), " kB"].concat(),
        _ => [&*format.number(bytes.div_ceil(1_000_000)), " MB"].concat(),
    }
}
