//! What the audit log says of a job as a whole. Each of its rows has events of its own, with the id of the job as
//! request id.

use api_types::JobId;
use serde_json::{Value as Json, json};

use super::record::JobRecord;
use crate::store::{
    StoreError, Transaction,
    audit::{AuditAction, AuditContext, Event, record},
};

/// The job was started.
pub(super) async fn started(
    transaction: &mut Transaction,
    job: &JobRecord,
    context: &AuditContext,
) -> Result<(), StoreError> {
    let details = json!({"change": job.kind.as_str(), "rows": job.counts.planned, "job": job.id.to_string()});
    record(transaction, context, event(AuditAction::JobStarted, job, details)).await
}

/// The job is taken back by the one with this id, which has so many rows.
pub(super) async fn undone(
    transaction: &mut Transaction,
    job: &JobRecord,
    (by, rows): (JobId, u64),
    context: &AuditContext,
) -> Result<(), StoreError> {
    let (change, undone) = (job.kind.as_str(), job.id.to_string());
    let details = json!({"change": change, "rows": rows, "job": by.to_string(), "undone_job": undone});
    record(transaction, context, event(AuditAction::JobUndone, job, details)).await
}

fn event(action: AuditAction, job: &JobRecord, details: Json) -> Event {
    Event { action, organization: Some(job.organization), account: Some(job.account), subject: None, details }
}
