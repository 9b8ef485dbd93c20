//! `GET /organizations/{organization}`: one, and what the caller may do in it.

use api_types::{Organization, OrganizationId};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::{Authorized, policy::ReadOrganization},
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
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
        (status = 200, description = "The organization as the caller can see it; `ETag` is the version of its settings", body = Organization),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let organization = read(&state, &may).await?;
    Ok(if_match::with_version(organization.version, organization))
}

/// The organization as the caller can see it.
///
/// # Errors
/// When it has just gone, or the database fails.
pub(in crate::routes) async fn read(
    state: &AppState,
    may: &Authorized<ReadOrganization>,
) -> Result<Organization, ApiError> {
    store::organizations::get(&state.database, may).await?.ok_or(ApiError::NotFound)
}
