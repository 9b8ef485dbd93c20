//! Imports of tables: a file or rows from a spreadsheet become new and changed things of a list.

use serde::{Deserialize, Serialize};

use crate::listing::named;

/// Maximum size of a file, in bytes.
pub const MAX_IMPORT_BYTES: usize = 5 * 1024 * 1024;
/// Maximum number of rows below the column headers.
pub const MAX_IMPORT_ROWS: usize = 10_000;
/// Maximum number of columns.
pub const MAX_IMPORT_COLUMNS: usize = 100;
/// Maximum number of rows that one request saves. Its response says where to continue.
pub const MAX_IMPORT_SAVED: usize = 1_000;
/// Maximum number of new rows, and of changed rows, that a dry run lists. All are counted.
pub const MAX_IMPORT_LISTED: usize = 200;

/// How the bytes of a file are letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SheetEncoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    #[serde(rename = "windows-1252")]
    Windows1252,
}

named!(SheetEncoding, 4: Utf8 = "utf-8", Utf16Le = "utf-16le", Utf16Be = "utf-16be", Windows1252 = "windows-1252");

/// What separates two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SheetSeparator {
    Comma,
    Semicolon,
    Tab,
    VerticalBar,
}

named!(SheetSeparator, 4: Comma = "comma", Semicolon = "semicolon", Tab = "tab", VerticalBar = "vertical_bar");

/// Request body of an import. It has either `file` or `text`. The first row names the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// The bytes of the file in base64: CSV or text with tabs, at most 5 MiB and 10,000 rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Rows copied from a spreadsheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Absent: detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<SheetEncoding>,
    /// Absent: detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<SheetSeparator>,
    /// The field of each column, an empty string for columns that are not imported. Absent: found by the names of the
    /// columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// Whether to say only what an import would do.
    #[serde(default)]
    pub dry_run: bool,
    /// The row to continue with, as the response before said. Earlier rows are not saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
}

/// What an import does, or has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportResult {
    pub encoding: SheetEncoding,
    pub separator: SheetSeparator,
    /// The columns of the file.
    pub columns: Vec<ImportColumn>,
    /// The fields that a column can be imported into.
    pub fields: Vec<String>,
    /// Fields that no column is imported into, although one has to be. Then no row is looked at.
    pub missing: Vec<String>,
    /// How many rows a dry run found; otherwise, how many this request saved and refused.
    pub counts: ImportCounts,
    /// The refused rows, and the first new and changed ones of a dry run.
    pub rows: Vec<ImportRow>,
    /// The row to continue with. Absent: everything is saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportColumn {
    /// As the first row has it.
    pub name: String,
    /// The first different values.
    pub samples: Vec<String>,
    /// The field that it is imported into. Absent: it is not imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// Numbers of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCounts {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub refused: u64,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportOutcome {
    New,
    Changed,
    Unchanged,
    Refused,
}

named!(ImportOutcome, 4: New = "new", Changed = "changed", Unchanged = "unchanged", Refused = "refused");

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRow {
    /// Its number; the column headers are row 1.
    pub row: u32,
    pub outcome: ImportOutcome,
    /// Its cells, in the order of the columns.
    pub cells: Vec<String>,
    /// What changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ImportChange>,
    /// Why it is refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ImportProblem>,
}

/// A value that an import changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportChange {
    pub field: String,
    /// Empty: there is no value.
    pub before: String,
    pub after: String,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportProblem {
    /// The field of the cell. Absent: the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Stable, for example `unknown`.
    pub code: String,
    /// For people, in English.
    pub detail: String,
    /// The row that it is about: the other one of two that are about the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_row: Option<u32>,
}
