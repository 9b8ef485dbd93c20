//! `GET /organizations/{organization}/jobs/{job}`: one of the caller's jobs.

use api_types::{Job, JobId, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use super::own;
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
};

/// Get one of the caller's jobs
#[utoipa::path(
    get,
    path = "/organizations/{organization}/jobs/{job}",
    tag = "jobs",
    operation_id = "get_job",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The job", body = Job),
        (status = 403, description = "The caller cannot see members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
) -> Result<Answer<Job>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    Ok(Answer(own(&state, &may, job).await?))
}
