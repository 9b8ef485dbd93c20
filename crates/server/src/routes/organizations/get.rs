//! `GET /organizations/{organization}`: one, and what the caller may do in it.

use api_types::{Organization, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get an organization and the caller's permissions in it
#[utoipa::path(
    get,
    path = "/organizations/{organization}",
    tag = "organizations",
    operation_id = "get_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The organization as the caller can see it", body = Organization),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<Organization>, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let organization = store::organizations::get(&state.database, &may).await?;
    organization.map(Json).ok_or(ApiError::NotFound)
}
