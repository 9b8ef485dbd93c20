//! `/organizations/{organization}/members/jobs` and `…/jobs`: changes of many members.

pub mod all;
pub mod create;
mod error;
pub mod get;
pub mod results;
pub mod rows;
pub mod start;
pub mod stop;
pub mod undo;

use api_types::{Job, JobId};

use crate::{
    authz::{Authorized, policy::ReadMembers},
    error::ApiError,
    state::AppState,
    store::jobs::{self, May},
};

/// One of the caller's jobs.
///
/// # Errors
/// [`ApiError::NotFound`] if the caller has no such job.
async fn own(state: &AppState, may: &Authorized<ReadMembers>, job: JobId) -> Result<Job, ApiError> {
    jobs::get(&state.database, may, job, state.clock.now()).await?.ok_or(ApiError::NotFound)
}

/// What the caller may do for this job.
///
/// # Errors
/// [`ApiError::Forbidden`] if the caller may not do what the job does.
async fn may(state: &AppState, reader: &Authorized<ReadMembers>, job: &Job) -> Result<May, ApiError> {
    let may = May::of(&state.database, reader.account(), reader.organization(), job.kind).await?;
    may.ok_or(ApiError::Forbidden)
}
