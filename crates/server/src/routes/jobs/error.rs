//! Errors of jobs as problem details.

use crate::{
    error::{ApiError, ProblemType},
    routes::idempotency,
    store::jobs::JobError,
};

impl From<JobError> for ApiError {
    fn from(error: JobError) -> Self {
        let active = "The organization has no such active user.";
        match error {
            JobError::NotFound => Self::NotFound,
            JobError::NoLongerAllowed => Self::Forbidden,
            JobError::AboveYourself => ProblemType::ABOVE_YOURSELF.into(),
            JobError::UnknownRole(at) => {
                Self::field(format!("/change/roles/{at}"), "unknown", "The organization has no such role.")
            }
            JobError::UnknownCompany => {
                Self::field("/change/company", "unknown", "The organization has no such company.")
            }
            JobError::UnknownSupervisor => Self::field("/change/supervisor", "unknown", active),
            JobError::UnknownSuccessor => Self::field("/change/successor", "unknown", active),
            JobError::NotReady => ProblemType::JOB_NOT_READY.into(),
            JobError::Stale => ProblemType::STALE.into(),
            JobError::NotUndoable => ProblemType::JOB_NOT_UNDOABLE.into(),
            JobError::KeyReused => idempotency::reused(),
            JobError::Store(error) => error.into(),
        }
    }
}
