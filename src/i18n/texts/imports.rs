//! What imports say.

use api_types::{ImportOutcome, ImportProblem, SheetEncoding, SheetSeparator};

use super::{super::Format, Text};

/// Imports of tables, whatever they are about.
pub struct ImportTexts {
    /// The button that opens it.
    pub import: Text,
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
