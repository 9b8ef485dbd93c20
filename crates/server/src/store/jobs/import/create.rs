//! Stores an import and the rows of its file.

use api_types::{JobId, JobKind, JobState, MAX_READY_JOBS};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, Value};

use super::{insert_rows, values};
use crate::store::{
    Change, StoreError, Transaction, access,
    audit::AuditContext,
    columns::{id_bytes, moment},
    jobs::{
        create::{JobError, insert, make_room},
        may::May,
        prepare::Next,
        record::{JobRecord, json, state_place},
    },
    members::import::{Choices, ImportedRow},
};

/// Stores an import whose rows are added next.
#[derive(Debug)]
pub struct CreateImport<'a> {
    pub may: &'a May,
    pub id: JobId,
    pub choices: &'a Choices,
    /// Rows that it will have.
    pub total: u64,
    /// An import that has not started, and gives way to this one.
    pub replaces: Option<JobId>,
    pub context: AuditContext,
}

impl Change for CreateImport<'_> {
    type Output = ();
    type Error = JobError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), JobError> {
        let import = self.may.import.as_ref().ok_or(JobError::NoLongerAllowed)?;
        access::still(transaction, import).await?.ok_or(JobError::NoLongerAllowed)?;
        if let Some(replaced) = self.replaces {
            let delete = Query::delete()
                .from_table("jobs")
                .and_where(Expr::col("id").eq(id_bytes(replaced)))
                .and_where(Expr::col("account_id").eq(id_bytes(import.account())))
                .and_where(Expr::col("organization_id").eq(id_bytes(import.organization())))
                .and_where(Expr::col("kind").eq(JobKind::Import.as_str()))
                .and_where(Expr::col("state").is_in([JobState::Preparing, JobState::Ready].map(state_place)))
                .take();
            transaction.execute(&delete).await?;
        }
        make_room(transaction, self.may, MAX_READY_JOBS).await?;
        let values = [
            ("request", json(self.choices)?.into()),
            ("state", state_place(JobState::Preparing).into()),
            // It waits for its rows.
            ("next", Value::String(None)),
            ("total", i64::try_from(self.total).unwrap_or(i64::MAX).into()),
        ];
        Ok(insert(transaction, (self.id, self.may, &self.context), JobKind::Import, values).await?)
    }

    fn is_collision(&self, error: &JobError) -> bool {
        error.is_collision()
    }
}

/// Adds rows of the file to an import, if the import still waits for rows.
#[derive(Debug)]
pub struct AddImportRows<'a> {
    pub job: JobId,
    /// The place of the first.
    pub first: u64,
    pub rows: &'a [ImportedRow],
}

impl Change for AddImportRows<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        if !JobRecord::lock(transaction, self.job).await?.is_some_and(|job| job.awaits_rows()) {
            return Ok(());
        }
        let values = (self.first..).zip(self.rows).map(|(place, row)| values(self.job, place, row));
        insert_rows(transaction, values.collect::<Result<_, StoreError>>()?).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Lets an import be prepared: all of its rows are there.
#[derive(Debug)]
pub struct PrepareImport {
    pub job: JobId,
    pub at: Timestamp,
}

impl Change for PrepareImport {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let job = JobRecord::lock(transaction, self.job).await?;
        let Some(mut job) = job.filter(JobRecord::awaits_rows) else { return Ok(()) };
        job.next = Some(json(&Next::Import(0))?);
        job.save(transaction, moment(self.at)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
