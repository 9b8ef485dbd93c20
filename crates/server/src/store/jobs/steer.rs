//! Starting and stopping jobs.

use api_types::{JobId, JobState};

use super::{create::JobError, events, may::May, record::JobRecord};
use crate::{
    authz::{Authorized, policy::ReadMembers},
    store::{Change, Transaction, access, audit::AuditContext, columns::moment},
};

impl JobRecord {
    /// Whether the caller has started it.
    pub(super) fn is_of(&self, may: &Authorized<ReadMembers>) -> bool {
        self.account == may.account() && self.organization == may.organization()
    }
}

/// Starts a job that is ready.
#[derive(Debug)]
pub struct StartJob<'a> {
    pub may: &'a May,
    pub job: JobId,
    /// The version that the user has seen.
    pub version: i64,
    pub context: AuditContext,
}

impl Change for StartJob<'_> {
    type Output = ();
    type Error = JobError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), JobError> {
        access::still(transaction, &self.may.read).await?.ok_or(JobError::NoLongerAllowed)?;
        let job = JobRecord::lock(transaction, self.job).await?;
        let mut job = job.filter(|job| job.is_of(&self.may.read)).ok_or(JobError::NotFound)?;
        match job.state {
            JobState::Ready if job.version != self.version => return Err(JobError::Stale),
            JobState::Ready => {}
            // Started twice.
            JobState::Running | JobState::Done => return Ok(()),
            JobState::Preparing | JobState::Stopped | JobState::Failed => return Err(JobError::NotReady),
        }
        let at = moment(self.context.at);
        job.state = JobState::Running;
        job.started_at = Some(at);
        job.save(transaction, at).await?;
        Ok(events::started(transaction, &job, &self.context).await?)
    }

    fn is_collision(&self, error: &JobError) -> bool {
        error.is_collision()
    }
}

/// Stops a job. What it has changed stays.
#[derive(Debug)]
pub struct StopJob<'a> {
    pub may: &'a Authorized<ReadMembers>,
    pub job: JobId,
    pub context: AuditContext,
}

impl Change for StopJob<'_> {
    type Output = ();
    type Error = JobError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), JobError> {
        let job = JobRecord::lock(transaction, self.job).await?;
        let mut job = job.filter(|job| job.is_of(self.may)).ok_or(JobError::NotFound)?;
        match job.state {
            JobState::Preparing | JobState::Ready | JobState::Running => {
                let at = moment(self.context.at);
                job.state = JobState::Stopped;
                job.ended_at = Some(at);
                Ok(job.save(transaction, at).await?)
            }
            JobState::Done | JobState::Stopped | JobState::Failed => Ok(()),
        }
    }

    fn is_collision(&self, error: &JobError) -> bool {
        error.is_collision()
    }
}
