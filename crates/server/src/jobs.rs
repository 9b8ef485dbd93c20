//! Runs jobs: prepares them and changes their rows, portion after portion. Any number of servers over one database may
//! do this at once.

use std::{collections::HashMap, time::Duration};

use api_types::{JobId, JobProblem, JobState, MailService};

use crate::{
    state::AppState,
    store::{
        StoreError,
        jobs::{self, ActiveJob, FailJob, May, Progress, RunPortion, Tools},
        members::ChangeMemberError,
    },
};

/// How long this server waits to look for jobs that another one has left.
const PAUSE: Duration = Duration::from_secs(2);
/// How long it waits when the database fails.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);
/// A job that fails so often in a row without an outage is given up.
const ATTEMPTS: u32 = 5;

/// Works on jobs as long as there are any, each in its turn. Never returns.
pub async fn run(state: AppState) {
    let mut failures = HashMap::new();
    loop {
        match turn(&state, &mut failures).await {
            Ok(true) => {}
            Ok(false) => {
                // A timeout is one of two reasons to look again.
                let _ = tokio::time::timeout(PAUSE, state.job_notify.notified()).await;
            }
            Err(error) => {
                tracing::warn!(%error, "jobs cannot go on; they will be tried again");
                tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
            }
        }
    }
}

/// Works on a portion of each job; says whether there was something to do.
///
/// # Errors
/// When the database fails.
pub async fn once(state: &AppState) -> Result<bool, StoreError> {
    turn(state, &mut HashMap::new()).await
}

/// A portion of each job; says whether there was something to do.
async fn turn(state: &AppState, failures: &mut HashMap<JobId, u32>) -> Result<bool, StoreError> {
    let mut has_worked = false;
    for job in jobs::active(&state.database).await? {
        match portion(state, job).await {
            Ok(worked) => {
                failures.remove(&job.id);
                has_worked |= worked;
            }
            Err(error @ (StoreError::Unavailable(_) | StoreError::Collision(_))) => return Err(error),
            Err(error) => {
                tracing::error!(%error, job = %job.id, "a portion of a job failed");
                let count = failures.entry(job.id).or_default();
                *count += 1;
                if *count >= ATTEMPTS {
                    failures.remove(&job.id);
                    fail(state, job, JobProblem::Internal).await?;
                }
                has_worked = true;
            }
        }
    }
    Ok(has_worked)
}

/// Works on a portion of a job; says whether it did something.
async fn portion(state: &AppState, job: ActiveJob) -> Result<bool, StoreError> {
    let Some(may) = May::of(&state.database, job.account, job.organization, job.kind).await? else {
        fail(state, job, JobProblem::NoLongerAllowed).await?;
        return Ok(true);
    };
    match job.state {
        JobState::Preparing => {
            let _share = state.list_shares.take(job.organization).await;
            prepare(state, &may, job.id).await?;
            Ok(true)
        }
        JobState::Running => change_rows(state, &may, job).await,
        JobState::Ready | JobState::Done | JobState::Stopped | JobState::Failed => Ok(false),
    }
}

/// Prepares a portion of a job.
///
/// # Errors
/// When the database fails.
pub async fn prepare(state: &AppState, may: &May, job: JobId) -> Result<bool, StoreError> {
    jobs::prepare(&state.database, may, job, (state.clock.now(), state.clock.midnight())).await
}

async fn change_rows(state: &AppState, may: &May, job: ActiveJob) -> Result<bool, StoreError> {
    let tools = Tools {
        clock: state.clock.clone(),
        entropy: state.entropy.clone(),
        has_mail: state.settings.mail != MailService::None,
        mail_limits: state.settings.mail_limits,
    };
    let portion = RunPortion { job: job.id, may, tools: &tools };
    match state.database.apply(&portion).await {
        Ok(Progress::Busy) => Ok(false),
        Ok(Progress::More | Progress::Ended) => {
            // Rows may have added mails.
            state.mail_notify.now();
            Ok(true)
        }
        Err(ChangeMemberError::Store(error)) => Err(error),
        Err(error) => {
            tracing::info!(%error, job = %job.id, "a job ended early");
            fail(state, job, JobProblem::NoLongerAllowed).await?;
            Ok(true)
        }
    }
}

async fn fail(state: &AppState, job: ActiveJob, problem: JobProblem) -> Result<(), StoreError> {
    let at = state.clock.now().as_microsecond();
    state.database.apply(&FailJob { job: job.id, problem, at }).await
}
