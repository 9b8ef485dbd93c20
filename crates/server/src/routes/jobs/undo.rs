//! `POST /organizations/{organization}/jobs/{job}/undo`.

use api_types::{Job, JobId, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use super::{may, own};
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::jobs::UndoJob,
};

/// Undo a job within 7 days of its end, by another job that starts at once
#[utoipa::path(
    post,
    path = "/organizations/{organization}/jobs/{job}/undo",
    tag = "jobs",
    operation_id = "undo_job",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The job that undoes it: the same one every time", body = Job),
        (status = 403, description = "The caller can no longer do what the job does", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The job cannot be undone", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn undo(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
) -> Result<Answer<Job>, ApiError> {
    let reader = caller.authorize::<ReadMembers>(organization).await?;
    let may = may(&state, &reader, &own(&state, &reader, job).await?).await?;
    let undo = UndoJob { may: &may, job, id: state.new_id(), context: state.audit_context(&source) };
    let id = state.database.apply(&undo).await?;
    state.job_notify.now();
    Ok(Answer(own(&state, &reader, id).await?))
}
