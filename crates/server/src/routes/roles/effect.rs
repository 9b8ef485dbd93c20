//! `POST /organizations/{organization}/roles/{role}/effect`: what a change would do.

use api_types::{NewPermissions, OrganizationId, Problem, RoleEffect, RoleId};
use axum::{Json as Answer, extract::State};

use super::error::permissions_problem;
use crate::{
    authz::policy::ManageRoles,
    error::ApiError,
    routes::{
        extract::{Json, Path},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store,
};

/// Get who would gain and lose permissions if a role had other permissions; changes nothing
#[utoipa::path(
    post,
    path = "/organizations/{organization}/roles/{role}/effect",
    tag = "roles",
    operation_id = "get_role_effect",
    params(("organization" = OrganizationId, Path), ("role" = RoleId, Path)),
    request_body = NewPermissions,
    security(("session" = [])),
    responses(
        (status = 200, description = "Who would gain and lose permissions; names only for those who can read the \
            members", body = RoleEffect),
        (status = 403, description = "The caller cannot manage roles", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A permission does not exist, or there is none", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn effect(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, role)): Path<(OrganizationId, RoleId)>,
    Json(NewPermissions { permissions }): Json<NewPermissions>,
) -> Result<Answer<RoleEffect>, ApiError> {
    let may = caller.authorize::<ManageRoles>(organization).await?;
    if let Some(problem) = permissions_problem(&permissions) {
        return Err(ApiError::Invalid(vec![problem]));
    }
    let effect = store::roles::effect(&state.database, &may, role, &permissions).await?;
    effect.map(Answer).ok_or(ApiError::NotFound)
}
