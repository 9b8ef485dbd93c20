//! Imports of users: a file is read, checked as a job, and carried out by the server.

use serde::{Deserialize, Serialize};

use crate::{
    CompanyRef, ImportChange, ImportColumn, ImportOutcome, ImportProblem, Job, JobId, Language, MemberRef, RoleRef,
    SheetEncoding, SheetSeparator, listing::named,
};

/// Maximum size of a file with users, in bytes.
pub const MAX_MEMBER_IMPORT_BYTES: usize = 40 * 1024 * 1024;
/// Maximum number of rows of a file with users.
pub const MAX_MEMBER_IMPORT_ROWS: usize = 150_000;
/// Maximum number of matched values.
pub const MAX_IMPORT_VALUES: usize = 1_000;
/// Maximum length of a matched value, in characters.
pub const MAX_IMPORT_VALUE: usize = 500;
/// Rows in one response, unless the request says otherwise.
pub const MEMBER_IMPORT_ROWS: usize = 50;
/// Maximum number of rows in one response.
pub const MAX_MEMBER_IMPORT_PAGE: usize = 500;
/// Links in one response.
pub const MEMBER_IMPORT_LINKS: usize = 500;

/// Request body of an import of users. It has either `file` or `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMemberImport {
    /// The bytes of the file in base64: CSV or text with tabs, at most 40 MiB and 150,000 rows.
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
    /// Whether the first row names the columns. Absent: detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// The field of each column, an empty string for columns that are not imported. Absent: found by the names of the
    /// columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// What values that the organization does not know mean, in all rows. At most 1,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<MatchedValue>,
    #[serde(default)]
    pub new_people: NewPeople,
    #[serde(default)]
    pub find_by: FindBy,
    /// Whether users who are found stay as they are.
    #[serde(default)]
    pub keep_existing: bool,
    /// Whether an empty cell clears the value. Otherwise it leaves the value as it is.
    #[serde(default)]
    pub clear_empty: bool,
    /// Whether active users who are not in the file are deactivated. A row that is refused counts as in the file.
    #[serde(default)]
    pub deactivate_missing: bool,
    /// Language of invitations whose row names none.
    #[serde(default)]
    pub language: Language,
    /// An import of the same caller that has not started. This one replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<JobId>,
}

/// What a value of the file means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchedValue {
    pub field: MatchedField,
    /// As the file has it.
    pub value: String,
    /// The id of the role or company. Absent: the value is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A field whose values are matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchedField {
    Roles,
    Companies,
}

named!(MatchedField, 2: Roles = "roles", Companies = "companies");

/// What becomes of people who are not users yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NewPeople {
    /// They are invited by mail.
    #[default]
    Invite,
    /// They are invited without mail. `POST …/jobs/{job}/links` creates their links.
    Links,
    /// They are created inactive. They are invited when they are activated.
    Inactive,
}

named!(NewPeople, 3: Invite = "invite", Links = "links", Inactive = "inactive");

/// What existing users are found by. A row with an `id` is about the user with this id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindBy {
    #[default]
    Email,
    Signature,
}

named!(FindBy, 2: Email = "email", Signature = "signature");

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberImportReading {
    pub encoding: SheetEncoding,
    pub separator: SheetSeparator,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The columns of the file.
    pub columns: Vec<ImportColumn>,
    /// The fields that a column can be imported into.
    pub fields: Vec<String>,
    /// Fields that no column is imported into, although one has to be.
    pub missing: Vec<String>,
    /// Rows of the file.
    pub rows: u64,
    /// Rows whose address a user has.
    pub found_by_email: u64,
    /// Rows whose signature a user has.
    pub found_by_signature: u64,
    /// Values that the organization does not know, the most frequent first, at most 200.
    pub unknown: Vec<UnknownValue>,
    /// What unknown roles can be matched with.
    pub roles: Vec<RoleRef>,
    /// What unknown companies can be matched with, at most 500.
    pub companies: Vec<CompanyRef>,
}

/// A value of the file that the organization does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnknownValue {
    pub field: MatchedField,
    pub value: String,
    pub rows: u64,
}

/// An import of users, while it is prepared and afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberImport {
    pub job: Job,
    pub counts: MemberImportCounts,
    pub separator: SheetSeparator,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The columns of the file, without samples.
    pub columns: Vec<ImportColumn>,
    pub new_people: NewPeople,
}

/// Numbers of rows. Before the import starts they say what it would do, afterwards what it has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberImportCounts {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// Users who are not in the file and are deactivated.
    pub missing: u64,
}

/// Rows of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberImportRows {
    pub items: Vec<MemberImportRow>,
    /// The place to continue with. Absent: these are the last rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// A row of the file, or a user who is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberImportRow {
    /// Its place among the rows of the job. A row comes after the row of its supervisor.
    pub place: u64,
    /// Its number in the file. Absent: a user who is not in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    pub outcome: ImportOutcome,
    /// Whether it has been carried out.
    pub is_done: bool,
    /// The user. Absent: there is none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its cells, in the order of the columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// What changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ImportChange>,
    /// Why it is refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ImportProblem>,
    /// Whether the user loses access.
    #[serde(default)]
    pub ends_access: bool,
}

/// Which rows of an import: those with an outcome, or the users who are not in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberImportTab {
    New,
    #[default]
    Changed,
    Unchanged,
    Refused,
    Missing,
}

named!(MemberImportTab, 5:
    New = "new",
    Changed = "changed",
    Unchanged = "unchanged",
    Refused = "refused",
    Missing = "missing",
);

/// Request body of `POST …/jobs/{job}/links`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewImportLinks {
    /// The place to continue with, as the response before said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
}

/// New links to the invitations of an import. Only this response contains them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportLinks {
    pub items: Vec<ImportLink>,
    /// The place to continue with. Absent: these are the last links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// A link to an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportLink {
    /// The row of the file.
    pub row: u32,
    pub email: String,
    pub link: String,
}
