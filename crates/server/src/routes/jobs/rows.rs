//! `GET /organizations/{organization}/jobs/{job}/rows`: the rows of a job.

use api_types::{JobId, JobOutcome, JobRows, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::Path,
        listing::parameters::{one_of, parameter, text},
        query::{QueryString, invalid, read_place},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::jobs::{self, RowsRequest},
};

/// Maximum length of the code of a reason, in characters.
const MAX_REASON: usize = 60;

/// The parameters of the query.
pub struct RowsParameters;

impl utoipa::IntoParams for RowsParameters {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        let outcomes: Vec<&str> = JobOutcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
        vec![
            parameter("outcome", "Only rows with this outcome", one_of(&outcomes)),
            parameter("reason", "Only rows with the code of this reason", text(MAX_REASON)),
            parameter("after", "Only rows behind this place", text(16)),
        ]
    }
}

/// List the rows of one of the caller's jobs, 50 at a time
#[utoipa::path(
    get,
    path = "/organizations/{organization}/jobs/{job}/rows",
    tag = "jobs",
    operation_id = "list_job_rows",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path), RowsParameters),
    security(("session" = [])),
    responses(
        (status = 200, description = "Rows in the order of the job", body = JobRows),
        (status = 403, description = "The caller cannot see members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn rows(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
    query: QueryString,
) -> Result<Answer<JobRows>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let mut wanted = RowsRequest::default();
    query.read_all(|parameter, value| {
        match parameter {
            "outcome" => {
                let unknown = |()| invalid("outcome", "unknown", "Unknown outcome.");
                wanted.outcome = Some(value.parse().map_err(unknown)?);
            }
            "reason" if value.chars().count() > MAX_REASON => {
                return Err(invalid("reason", "too_long", "At most 60 characters."));
            }
            "reason" => wanted.reason = Some(value.to_owned()),
            "after" => wanted.after = read_place(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let rows = jobs::rows(&state.database, &may, job, &wanted).await?;
    Ok(Answer(rows.ok_or(ApiError::NotFound)?))
}
