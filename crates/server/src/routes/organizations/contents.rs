//! `GET /organizations/{organization}/contents`: how much there is in it.

use api_types::{OrganizationContents, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadSettings,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::organizations,
};

/// Get the numbers of what deleting an organization deletes. To those who cannot manage it, there are none
#[utoipa::path(
    get,
    path = "/organizations/{organization}/contents",
    tag = "organizations",
    operation_id = "get_organization_contents",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The numbers", body = OrganizationContents), MembersOnly)
)]
pub async fn contents(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<OrganizationContents>, ApiError> {
    let may = caller.authorize::<ReadSettings>(organization).await?;
    Ok(Json(organizations::contents(&state.database, &may).await?))
}
