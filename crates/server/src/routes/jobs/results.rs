//! `GET /organizations/{organization}/jobs/{job}/results`: what became of each row, as CSV.

use api_types::{JobId, JobRow, OrganizationId, Problem};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;

use super::own;
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::Path,
        listing::csv::{Delimiter, lines},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::jobs,
};

/// Get what became of each row of a job, as CSV (RFC 4180, UTF-8)
#[utoipa::path(
    get,
    path = "/organizations/{organization}/jobs/{job}/results",
    tag = "jobs",
    operation_id = "get_job_results",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "A row for each row of the job", body = String, content_type = "text/csv",
            headers(("Content-Disposition" = String, description = "An attachment with a file name"))),
        (status = 403, description = "The caller cannot see members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn results(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    own(&state, &may, job).await?;
    let names = ["place", "id", "name", "email", "outcome", "reason"].map(str::to_owned).to_vec();
    let head = lines(Delimiter::Comma, [names])?;
    let file = File { state, caller, organization, job };
    let portions = stream::try_unfold((file, Some(0)), |(file, after)| async move {
        let Some(after) = after else { return Ok(None) };
        let (text, next) =
            file.portion(after).await.inspect_err(|error| tracing::error!(%error, "results broke off"))?;
        Ok::<_, ApiError>(Some((text, (file, next))))
    });
    let body = Body::from_stream(futures_util::StreamExt::chain(stream::iter([Ok(head)]), portions));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{job}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// A file in progress.
struct File {
    state: AppState,
    caller: Caller,
    organization: OrganizationId,
    job: JobId,
}

impl File {
    /// The rows behind this place, and the last place; nothing behind the last row.
    async fn portion(&self, after: u64) -> Result<(Bytes, Option<u64>), ApiError> {
        // Whoever loses the permission meanwhile gets no more.
        let may = self.caller.authorize::<ReadMembers>(self.organization).await?;
        let rows = jobs::results(&self.state.database, &may, self.job, after).await?.ok_or(ApiError::NotFound)?;
        let next = rows.last().map(|row| row.place);
        Ok((lines(Delimiter::Comma, rows.into_iter().map(cells))?, next))
    }
}

fn cells(row: JobRow) -> Vec<String> {
    let (id, name) = row.member.map(|member| (member.id.to_string(), member.name)).unwrap_or_default();
    let outcome = row.outcome.as_str().to_owned();
    vec![row.place.to_string(), id, name, row.email.unwrap_or_default(), outcome, row.reason.unwrap_or_default()]
}
