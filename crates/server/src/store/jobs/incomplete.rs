//! Imports whose rows did not all arrive: the server or the client ended while they were being stored.

use api_types::{JobId, JobProblem, JobState};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use super::record::{JobRecord, jobs, state_place};
use crate::store::{
    Change, Database, StoreError, Transaction,
    columns::{id_bytes, moment},
};

/// From the creation of an import to its last row. The time limit of a request is much shorter.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

impl JobRecord {
    /// Whether it is an import whose rows are still being stored.
    pub(super) fn awaits_rows(&self) -> bool {
        self.state == JobState::Preparing && self.next.is_none()
    }
}

/// Ends imports that have waited too long for their rows, and says how many. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn fail_incomplete(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let until = now.checked_sub(PATIENCE).unwrap_or(Timestamp::MIN);
    let query = jobs()
        .and_where(Expr::col("state").eq(state_place(JobState::Preparing)))
        .and_where(Expr::col("next").is_null())
        .and_where(Expr::col("created_at").lte(moment(until)))
        .take();
    let mut failed = 0;
    for job in JobRecord::read(database, &query).await? {
        failed += u64::from(database.apply(&FailIncomplete { job: job.id, at: moment(now) }).await?);
    }
    Ok(failed)
}

/// Ends an import that still waits for its rows, and deletes those that have arrived.
#[derive(Debug)]
struct FailIncomplete {
    job: JobId,
    /// Microseconds since 1970.
    at: i64,
}

impl Change for FailIncomplete {
    /// Whether it was still waiting.
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let job = JobRecord::lock(transaction, self.job).await?;
        let Some(mut job) = job.filter(JobRecord::awaits_rows) else { return Ok(false) };
        let rows = Query::delete().from_table("job_rows").and_where(Expr::col("job_id").eq(id_bytes(self.job))).take();
        transaction.execute(&rows).await?;
        job.state = JobState::Failed;
        job.problem = Some(JobProblem::Incomplete);
        job.ended_at = Some(self.at);
        job.save(transaction, self.at).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
