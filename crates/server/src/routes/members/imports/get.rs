//! `GET /organizations/{organization}/members/imports/{job}`.

use api_types::{JobId, MemberImport, OrganizationId, Problem};
use axum::{Json, extract::State};

use super::wire;
use crate::{
    authz::policy::{ImportMembers, ReadMembers},
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
};

/// Get one of the caller's imports of users
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/imports/{job}",
    tag = "members",
    operation_id = "get_member_import",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The import", body = MemberImport),
        (status = 403, description = "The caller cannot import users", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
) -> Result<Json<MemberImport>, ApiError> {
    let may = caller.authorize::<ImportMembers>(organization).await?;
    let reader = caller.authorize::<ReadMembers>(organization).await?;
    wire(&state, (&may, &reader), job).await.map(Json)
}
