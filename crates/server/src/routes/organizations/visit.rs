//! `PUT /organizations/{organization}/visit`: the caller uses it now.

use api_types::OrganizationId;
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{
        extract::{NoBody, Path},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::Visit,
};

/// Note that the caller uses an organization now: it is where the next session starts
#[utoipa::path(
    put,
    path = "/organizations/{organization}/visit",
    tag = "organizations",
    operation_id = "visit_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses((status = 204, description = "Noted"), MembersOnly)
)]
pub async fn visit(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    state.database.apply(&Visit { may: &may, at: state.clock.now() }).await?;
    Ok(StatusCode::NO_CONTENT)
}
