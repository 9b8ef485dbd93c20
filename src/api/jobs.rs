//! `/organizations/{org}/jobs`: changes of many members, and `/organizations/{org}/members/jobs`, which prepares them.

use api_types::{Job, JobId, JobOutcome, JobRows, Jobs, NewJob, OrganizationId, StartJob};

use super::{Change, Query, organizations::path};
use crate::paths::query;

/// `POST …/members/jobs`: prepares a change, which changes nothing yet; on the same `occasion` once.
pub fn prepare_job(organization: OrganizationId, new: &NewJob, occasion: &str) -> Change<Job> {
    Change::create(path(organization, "/members/jobs"), new).once(occasion)
}

/// `GET …/jobs`: the reader's own.
pub fn jobs(organization: OrganizationId) -> Query<Jobs> {
    Query::new(path(organization, "/jobs"))
}

/// `GET …/jobs/{job}`
pub fn job(organization: OrganizationId, job: JobId) -> Query<Job> {
    Query::new(below(organization, job, ""))
}

/// `GET …/jobs/{job}/rows`: those with this outcome for this reason, from behind a place on.
pub fn job_rows(
    organization: OrganizationId,
    job: JobId,
    outcome: JobOutcome,
    reason: &str,
    after: Option<u64>,
) -> Query<JobRows> {
    let parameters = [("outcome", outcome.to_string()), ("reason", reason.to_owned())];
    let after = after.map(|after| ("after", after.to_string()));
    let rows = ["/rows", &query(parameters.into_iter().chain(after))].concat();
    Query::new(below(organization, job, &rows))
}

/// `POST …/jobs/{job}/start`, of the job as it was in this version.
pub fn start_job(organization: OrganizationId, job: JobId, version: i64) -> Change<Job> {
    Change::post(below(organization, job, "/start")).json(&StartJob { version })
}

/// `POST …/jobs/{job}/stop`: a job that has not been started is discarded.
pub fn stop_job(organization: OrganizationId, job: JobId) -> Change<Job> {
    Change::post(below(organization, job, "/stop"))
}

/// `POST …/jobs/{job}/undo`: the job that undoes it.
pub fn undo_job(organization: OrganizationId, job: JobId) -> Change<Job> {
    Change::post(below(organization, job, "/undo")).once("")
}

/// The path of `GET …/jobs/{job}/results`, for [`super::Api::download`].
pub fn job_results_path(organization: OrganizationId, job: JobId) -> String {
    below(organization, job, "/results")
}

fn below(organization: OrganizationId, job: JobId, rest: &str) -> String {
    path(organization, &["/jobs/", &job.to_string(), rest].concat())
}
