//! Jobs: changes of many members, prepared first and then made in portions.
//!
//! A job is prepared without changing anything: each of its rows is planned, unchanged or refused. Once it is started,
//! portions of planned rows are changed, each portion in one transaction with the outcome of its rows and its audit
//! events. So a server that dies leaves no half row, and another one continues where it stopped.

mod change_member;
mod create;
mod evaluate;
mod events;
mod import;
mod incomplete;
mod may;
mod prepare;
mod read;
mod record;
mod run;
mod steer;
mod undo;
mod view;

use std::collections::BTreeMap;

use api_types::JobOutcome;

use super::StoreError;

pub use self::{
    create::{CreateJob, JobError},
    import::{AddImportRows, CreateImport, ImportedJob, PrepareImport, ReadRow, RowsOfImport, import, import_rows},
    incomplete::fail_incomplete,
    may::May,
    prepare::prepare,
    read::{RowsRequest, all, get, results, rows},
    record::{ActiveJob, active},
    run::{FailJob, Progress, RunPortion, Tools},
    steer::{StartJob, StopJob},
    undo::UndoJob,
    view::read_view,
};

/// Numbers of rows by outcome and reason.
pub(super) type Reasons = BTreeMap<String, i64>;

/// The key of an outcome and a reason in [`Reasons`].
fn reason_key(outcome: JobOutcome, code: &str) -> String {
    [outcome.as_str(), " ", code].concat()
}

/// An outcome as the table has it.
fn outcome_place(outcome: JobOutcome) -> i16 {
    match outcome {
        JobOutcome::Planned => 0,
        JobOutcome::Changed => 1,
        JobOutcome::Unchanged => 2,
        JobOutcome::Refused => 3,
    }
}

/// The outcome at this place.
fn read_outcome(place: i16) -> Result<JobOutcome, StoreError> {
    let outcomes = [JobOutcome::Planned, JobOutcome::Changed, JobOutcome::Unchanged, JobOutcome::Refused];
    let found = usize::try_from(place).ok().and_then(|place| outcomes.get(place).copied());
    found.ok_or(StoreError::Unreadable("outcome of a row"))
}
