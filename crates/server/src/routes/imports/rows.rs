//! The rows of an import: what each says, and what would be done with it.

use std::collections::HashMap;

use api_types::{FieldProblem, ImportChange, ImportOutcome, ImportProblem};

use super::{Cells, Imported};
use crate::{
    authz::Authorized,
    error::{ApiError, ProblemType},
    sheet::{Row, Sheet},
    state::AppState,
    store::import::{ImportPlan, ImportTarget},
};

/// Rows that are looked up in the database at a time.
const PLANNED: usize = 500;

/// What would be done with a row.
pub struct Planned<D> {
    /// Its place among the rows of the table.
    pub place: usize,
    /// None: it could not be read.
    pub draft: Option<D>,
    /// None: it would be something new.
    pub target: Option<ImportTarget>,
    pub changes: Vec<ImportChange>,
    /// Why it is refused.
    pub problems: Vec<ImportProblem>,
}

impl<D> Planned<D> {
    /// What becomes of the row.
    pub fn outcome(&self) -> ImportOutcome {
        match self.target {
            _ if !self.problems.is_empty() => ImportOutcome::Refused,
            None => ImportOutcome::New,
            Some(_) if self.changes.is_empty() => ImportOutcome::Unchanged,
            Some(_) => ImportOutcome::Changed,
        }
    }

    fn refuse(&mut self, problem: ImportProblem) {
        self.problems.push(problem);
    }
}

/// Reads all rows, and asks the database what would be done with them.
///
/// # Errors
/// When the database fails.
pub async fn plan<N: Imported>(
    state: &AppState,
    may: &Authorized<N::Write>,
    sheet: &Sheet,
    fields: &[Option<&'static str>],
) -> Result<Vec<Planned<N::Draft>>, ApiError> {
    let mut rows: Vec<_> = sheet.rows.iter().enumerate().map(|(place, row)| read::<N>(place, row, fields)).collect();
    refuse_same::<N>(&mut rows, sheet);
    {
        let mut drafts: Vec<&mut N::Draft> = rows.iter_mut().filter_map(|row| row.draft.as_mut()).collect();
        N::prepare(state, may, &mut drafts).await?;
    }
    let mut taken: HashMap<u128, u32> = HashMap::new();
    for some in rows.chunks_mut(PLANNED) {
        let mut open: Vec<&mut Planned<N::Draft>> = some.iter_mut().filter(|row| row.problems.is_empty()).collect();
        let drafts: Vec<&N::Draft> = open.iter().filter_map(|row| row.draft.as_ref()).collect();
        let plans = N::plan(state, may, &drafts).await?;
        for (row, plan) in open.iter_mut().zip(plans) {
            match plan {
                ImportPlan::New => {}
                ImportPlan::Existing(target, changes) => {
                    (row.target, row.changes) = (Some(target), changes);
                    if let Some(other) = taken.get(&target.id) {
                        row.refuse(same_as(*other));
                    } else {
                        taken.insert(target.id, sheet.rows[row.place].number);
                    }
                }
                ImportPlan::Refused(problem) => row.refuse(problem),
                ImportPlan::Failed(error) => row.problems.extend(problems_of(error.into())?),
            }
        }
    }
    Ok(rows)
}

fn read<N: Imported>(place: usize, row: &Row, fields: &[Option<&'static str>]) -> Planned<N::Draft> {
    let read = if row.has_more {
        let detail = "The row has more cells than there are column headers.".to_owned();
        Err(vec![ImportProblem { field: None, code: "too_many_cells".to_owned(), detail, other_row: None }])
    } else {
        N::read(&Cells { fields, cells: &row.cells }).map_err(|problems| problems.into_iter().map(of_field).collect())
    };
    let (draft, problems) = match read {
        Ok(draft) => (Some(draft), Vec::new()),
        Err(problems) => (None, problems),
    };
    Planned { place, draft, target: None, changes: Vec::new(), problems }
}

/// Refuses rows about the same thing as a row before.
fn refuse_same<N: Imported>(rows: &mut [Planned<N::Draft>], sheet: &Sheet) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in rows {
        let Some(key) = row.draft.as_ref().and_then(N::key) else { continue };
        match seen.get(&key) {
            Some(other) => row.refuse(same_as(*other)),
            None => drop(seen.insert(key, sheet.rows[row.place].number)),
        }
    }
}

fn same_as(row: u32) -> ImportProblem {
    let detail = format!("Row {row} is about the same.");
    ImportProblem { field: None, code: "duplicate".to_owned(), detail, other_row: Some(row) }
}

/// What a row is refused for, if the error is about the row.
///
/// # Errors
/// The error, if it is not.
pub fn problems_of(error: ApiError) -> Result<Vec<ImportProblem>, ApiError> {
    let changed = || {
        let detail = "Another user changed or deleted it meanwhile. Check the file again.".to_owned();
        vec![ImportProblem { field: None, code: "changed_meanwhile".to_owned(), detail, other_row: None }]
    };
    match error {
        ApiError::Invalid(problems) => Ok(problems.into_iter().map(of_field).collect()),
        ApiError::NotFound => Ok(changed()),
        ApiError::Problem(problem) if problem == ProblemType::STALE => Ok(changed()),
        error => Err(error),
    }
}

fn of_field(problem: FieldProblem) -> ImportProblem {
    let field = Some(problem.pointer.trim_start_matches('/').to_owned());
    ImportProblem { field, code: problem.code, detail: problem.detail, other_row: None }
}
