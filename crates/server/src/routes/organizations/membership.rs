//! `GET /organizations/{organization}/membership`: how the caller belongs to it.

use api_types::{Membership, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get the caller's membership and the administrators to contact
#[utoipa::path(
    get,
    path = "/organizations/{organization}/membership",
    tag = "organizations",
    operation_id = "get_membership",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The caller's membership", body = Membership), MembersOnly)
)]
pub async fn membership(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Json<Membership>, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let membership = store::organizations::membership(&state.database, &may).await?;
    membership.map(Json).ok_or(ApiError::NotFound)
}
