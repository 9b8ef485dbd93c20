//! Imports of members as jobs. The rows of the file are the rows of the job: they are stored first, then each portion is
//! planned, and once the job is started each row is carried out.

mod apply;
mod create;
mod plan;
mod read;

use api_types::{JobId, JobOutcome};
use sea_query::Value;

use super::{outcome_place, record::json};
use crate::store::{
    StoreError, Transaction, batch,
    columns::id_bytes,
    members::import::{ImportedRow, RowOutcome},
};
pub(super) use apply::ImportRow;
pub use create::{AddImportRows, CreateImport, PrepareImport};
pub(super) use plan::prepare;
pub use read::{ImportedJob, ReadRow, RowsOfImport, import, import_rows};

async fn insert_rows(transaction: &mut Transaction, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    let columns = ["job_id", "place", "member_id", "outcome", "reason", "content"];
    batch::insert(transaction, "job_rows", &columns, rows).await
}

fn values(job: JobId, place: u64, row: &ImportedRow) -> Result<Vec<Value>, StoreError> {
    // Before it is planned, a row has no reason.
    let (outcome, reason) = if row.plan.is_none() && row.problems.is_empty() {
        (JobOutcome::Planned, None)
    } else {
        let outcome = row.outcome();
        (outcome_of(outcome), Some(row.reason().unwrap_or_else(|| outcome.as_str())))
    };
    Ok(vec![
        id_bytes(job).into(),
        i64::try_from(place).unwrap_or(i64::MAX).into(),
        row.target.map(id_bytes).into(),
        outcome_place(outcome).into(),
        reason.into(),
        json(row)?.into(),
    ])
}

fn outcome_of(outcome: RowOutcome) -> JobOutcome {
    match outcome {
        RowOutcome::New | RowOutcome::Changed | RowOutcome::Missing => JobOutcome::Planned,
        RowOutcome::Unchanged => JobOutcome::Unchanged,
        RowOutcome::Refused => JobOutcome::Refused,
    }
}
