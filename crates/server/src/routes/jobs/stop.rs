//! `POST /organizations/{organization}/jobs/{job}/stop`.

use api_types::{Job, JobId, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use super::own;
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::jobs::StopJob,
};

/// Stop a job; what it has changed stays
#[utoipa::path(
    post,
    path = "/organizations/{organization}/jobs/{job}/stop",
    tag = "jobs",
    operation_id = "stop_job",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The job, which has stopped or had ended before", body = Job),
        (status = 403, description = "The caller cannot see members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn stop(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
) -> Result<Answer<Job>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    state.database.apply(&StopJob { may: &may, job, context: state.audit_context(&source) }).await?;
    Ok(Answer(own(&state, &may, job).await?))
}
