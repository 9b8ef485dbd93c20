//! `POST /organizations/{organization}/jobs/{job}/start`.

use api_types::{Job, JobId, OrganizationId, Problem, StartJob as Wanted};
use axum::{Json as Answer, extract::State};

use super::{may, own};
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::jobs::StartJob,
};

/// Start a job that is ready
#[utoipa::path(
    post,
    path = "/organizations/{organization}/jobs/{job}/start",
    tag = "jobs",
    operation_id = "start_job",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    request_body = Wanted,
    security(("session" = [])),
    responses(
        (status = 200, description = "The job, which is running", body = Job),
        (status = 403, description = "The caller can no longer do what the job does", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The job is not ready", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The job has another version", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn start(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
    Json(wanted): Json<Wanted>,
) -> Result<Answer<Job>, ApiError> {
    let reader = caller.authorize::<ReadMembers>(organization).await?;
    let may = may(&state, &reader, &own(&state, &reader, job).await?).await?;
    let context = state.audit_context(&source);
    state.database.apply(&StartJob { may: &may, job, version: wanted.version, context }).await?;
    state.job_notify.now();
    Ok(Answer(own(&state, &reader, job).await?))
}
