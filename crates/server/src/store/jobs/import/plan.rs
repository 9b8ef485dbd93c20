//! Plans what an import does to each row.

use std::collections::HashSet;

use api_types::{JobId, JobOutcome, JobState, NewPeople};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{insert_rows, outcome_of, values};
use crate::store::{
    Change, Database, StoreError, Transaction,
    columns::{id_bytes, moment},
    jobs::{
        may::May,
        outcome_place,
        prepare::{Next, unchanged},
        reason_key,
        record::{JobRecord, json, read_json},
    },
    members::{
        self,
        import::{Choices, ImportedRow, Planner, RowOutcome, Seen, Superior},
    },
};

/// Rows of one portion.
const ROWS: u64 = 500;

/// Plans the rows behind this place, and says whether there are more.
pub(in crate::store::jobs) async fn prepare(
    database: &Database,
    may: &May,
    job: &JobRecord,
    after: u64,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(import) = &may.import else { return Ok(false) };
    let query = Query::select()
        .column("content")
        .from("job_rows")
        .and_where(Expr::col("job_id").eq(id_bytes(job.id)))
        .and_where(Expr::col("place").gt(i64::try_from(after).unwrap_or(i64::MAX)))
        .order_by("place", Order::Asc)
        .limit(ROWS)
        .take();
    let found: Vec<(Option<String>,)> = database.all(&query).await?;
    let content = |(content,): &(Option<String>,)| read_json(content.as_deref().unwrap_or_default());
    let mut rows = found.iter().map(content).collect::<Result<Vec<ImportedRow>, StoreError>>()?;
    let new = job.reasons.get(&reason_key(JobOutcome::Planned, RowOutcome::New.as_str())).copied();
    let refused = refused_before(database, job.id, &rows, after + 1).await?;
    let seen = Seen { new: new.unwrap_or_default().unsigned_abs(), refused };
    let choices: Choices = read_json(&job.request)?;
    let planner = Planner { may: import, choices: &choices, at: now };
    planner.plan(database, (&mut rows, after + 1), seen).await?;
    let is_last = (found.len() as u64) < ROWS;
    let planned = Planned { job: job.id, version: job.version, first: after + 1, rows, is_last, choices, now };
    database.apply(&planned).await?;
    Ok(!is_last)
}

/// Places of refused rows before this one, of those whose supervisors are new.
async fn refused_before(
    database: &Database,
    job: JobId,
    rows: &[ImportedRow],
    first: u64,
) -> Result<HashSet<u64>, StoreError> {
    let place = |row: &ImportedRow| match row.supervisor {
        Some(Superior::Row(place, _)) if place < first => i64::try_from(place).ok(),
        _ => None,
    };
    let places: HashSet<i64> = rows.iter().filter_map(place).collect();
    if places.is_empty() {
        return Ok(HashSet::new());
    }
    let query = Query::select()
        .column("place")
        .from("job_rows")
        .and_where(Expr::col("job_id").eq(id_bytes(job)))
        .and_where(Expr::col("outcome").eq(outcome_place(JobOutcome::Refused)))
        .and_where(Expr::col("place").is_in(places))
        .take();
    let rows: Vec<(i64,)> = database.all(&query).await?;
    Ok(rows.into_iter().map(|(place,)| place.unsigned_abs()).collect())
}

/// Stores a planned portion, if the job is still as it was read.
#[derive(Debug)]
struct Planned {
    job: JobId,
    version: i64,
    first: u64,
    rows: Vec<ImportedRow>,
    is_last: bool,
    choices: Choices,
    now: Timestamp,
}

impl Change for Planned {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some(mut job) = unchanged(transaction, self.job, self.version).await? else { return Ok(()) };
        let behind = i64::try_from(self.first + self.rows.len() as u64).unwrap_or(i64::MAX);
        let delete = Query::delete()
            .from_table("job_rows")
            .and_where(Expr::col("job_id").eq(id_bytes(self.job)))
            .and_where(Expr::col("place").gte(i64::try_from(self.first).unwrap_or(i64::MAX)))
            .and_where(Expr::col("place").lt(behind))
            .take();
        transaction.execute(&delete).await?;
        let values = (self.first..).zip(&self.rows).map(|(place, row)| values(self.job, place, row));
        insert_rows(transaction, values.collect::<Result<_, StoreError>>()?).await?;
        for row in &self.rows {
            let outcome = row.outcome();
            let is_planned = outcome_of(outcome) == JobOutcome::Planned;
            match outcome_of(outcome) {
                JobOutcome::Unchanged => job.counts.unchanged += 1,
                JobOutcome::Refused => job.counts.refused += 1,
                JobOutcome::Planned | JobOutcome::Changed => job.counts.planned += 1,
            }
            let reason = row.reason().unwrap_or_else(|| outcome.as_str());
            *job.reasons.entry(reason_key(outcome_of(outcome), reason)).or_default() += 1;
            let is_invited = outcome == RowOutcome::New && self.choices.new_people == NewPeople::Invite;
            let waits = row.draft.active_from.as_deref().is_some_and(|day| !day.is_empty());
            job.effects.mails += u64::from(is_invited && !waits);
            job.effects.seat_change += i64::from(outcome == RowOutcome::New);
            let ends_access = row.plan.as_ref().is_some_and(|plan| plan.ends_access);
            job.effects.lose_access += u64::from(is_planned && ends_access);
        }
        job.prepared += self.rows.len() as u64;
        job.next = Some(json(&Next::Import(job.prepared))?);
        if self.is_last {
            job.effects.seats = members::seats(transaction, job.organization).await?;
            (job.total, job.next, job.state) = (job.prepared, None, JobState::Ready);
        }
        job.save(transaction, moment(self.now)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
