//! Members from a table. A file is looked at as a whole first ([`link`]): whom each row is about, and who is whose
//! supervisor. Then its rows are planned in portions ([`plan`]), and applied one by one ([`apply`]).

mod apply;
mod known;
mod links;
mod missing;
mod plan;
mod portion;
mod values;

use api_types::{CompanyId, FindBy, ImportChange, ImportProblem, Language, MatchedField, MemberId, NewPeople, RoleId};
use serde::{Deserialize, Serialize};

pub use apply::{Applying, Refused, RowIds};
pub use known::{Found, assignable, found};
pub use links::link;
pub use missing::missing;
pub use plan::{Planner, Seen};
pub use values::{Unknown, unknown_values};

/// A member as a row describes it. The texts are valid. What is absent stays as it is; an empty text clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportedMember {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<MemberId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// A whole name. The parts go first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// As the cell has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<String>,
    /// As the cell has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companies: Option<String>,
    /// As the cell has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active_until: Option<String>,
}

/// A row of an import, as its job keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportedRow {
    /// Its number in the file; 0: a member who is not in the file.
    pub row: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    pub draft: ImportedMember,
    /// Whom it is about; nothing if it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<MemberId>,
    /// Who becomes the supervisor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<Superior>,
    /// Why it is refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ImportProblem>,
    /// What is done with it, once that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<RowPlan>,
}

/// Who becomes a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Superior {
    Nobody,
    Member(MemberId),
    /// Somebody new, from an earlier place among the rows: its place and its address.
    Row(u64, String),
}

/// What is done with a row that is not refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowPlan {
    /// The version of the member that was compared; nothing if it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// What changes, as texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ImportChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companies: Option<Vec<CompanyId>>,
    /// Whether the supervisor changes.
    pub moves: bool,
    /// Whether the member loses access.
    pub ends_access: bool,
}

/// What the importer decided, for all rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    pub new_people: NewPeople,
    pub find_by: FindBy,
    pub keep_existing: bool,
    pub language: Language,
    pub values: Vec<Matched>,
    /// The names of the columns, and their fields; an empty one is not imported.
    pub columns: Vec<(String, String)>,
    pub separator: String,
    /// Whether the first row names the columns.
    pub header: bool,
}

/// What a value means that the organization does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    pub field: MatchedField,
    /// Folded.
    pub value: String,
    /// The UUID of the role or company; nothing: the value is left out.
    pub to: Option<u128>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    New,
    Changed,
    Unchanged,
    Refused,
    /// Not in the file, to be deactivated.
    Missing,
}

impl RowOutcome {
    /// The word for it in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
            Self::Missing => "missing",
        }
    }
}

impl ImportedRow {
    /// What becomes of it, once it is planned.
    pub fn outcome(&self) -> RowOutcome {
        match &self.plan {
            _ if !self.problems.is_empty() => RowOutcome::Refused,
            None => RowOutcome::Refused,
            Some(_) if self.row == 0 => RowOutcome::Missing,
            Some(plan) if plan.version.is_none() => RowOutcome::New,
            Some(plan) if plan.changes.is_empty() => RowOutcome::Unchanged,
            Some(_) => RowOutcome::Changed,
        }
    }

    /// The code of its first problem.
    pub fn reason(&self) -> Option<&str> {
        self.problems.first().map(|problem| problem.code.as_str())
    }

    fn refuse(&mut self, problem: ImportProblem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// The row would be carried out, if what it is about had stayed the same.
fn changed_meanwhile() -> ImportProblem {
    ImportProblem {
        field: None,
        code: "changed_meanwhile".to_owned(),
        detail: "Another user changed this user meanwhile. Check the file again.".to_owned(),
        other_row: None,
    }
}

/// A problem that is about another row too.
fn same_as(field: Option<&str>, row: u32) -> ImportProblem {
    ImportProblem {
        field: field.map(str::to_owned),
        code: "duplicate".to_owned(),
        detail: format!("Row {row} is about the same user."),
        other_row: Some(row),
    }
}
