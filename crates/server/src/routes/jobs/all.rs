//! `GET /organizations/{organization}/jobs`: the caller's jobs.

use api_types::{Jobs, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// List the caller's jobs of the last 30 days, the newest first
#[utoipa::path(
    get,
    path = "/organizations/{organization}/jobs",
    tag = "jobs",
    operation_id = "list_jobs",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "Jobs that were started, and imports that did not arrive completely; at most 50",
            body = Jobs),
        (status = 403, description = "The caller cannot see members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn all(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Answer<Jobs>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    Ok(Answer(Jobs { items: store::jobs::all(&state.database, &may, state.clock.now()).await? }))
}
