//! `PUT` and `DELETE /organizations/{organization}/pin`: whether it stands above the caller's others.

use api_types::{OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};
use jiff::Timestamp;

use crate::{
    authz::policy::ReadOrganization,
    error::{ApiError, ProblemType},
    routes::{
        extract::{NoBody, Path},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::{Pin, PinError},
};

/// Pin an organization for the caller
#[utoipa::path(
    put,
    path = "/organizations/{organization}/pin",
    tag = "organizations",
    operation_id = "pin_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Pinned"),
        (status = 409, description = "The caller has pinned 20 others (`conflict`)", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn pin(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let now = state.clock.now();
    set(&state, caller, organization, Some(now)).await
}

/// Unpin an organization for the caller
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/pin",
    tag = "organizations",
    operation_id = "unpin_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses((status = 204, description = "Not pinned"), MembersOnly)
)]
pub async fn unpin(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<StatusCode, ApiError> {
    set(&state, caller, organization, None).await
}

impl From<PinError> for ApiError {
    fn from(error: PinError) -> Self {
        match error {
            PinError::TooMany => ProblemType::TOO_MANY_PINNED.into(),
            PinError::Store(error) => error.into(),
        }
    }
}

async fn set(
    state: &AppState,
    caller: Caller,
    organization: OrganizationId,
    at: Option<Timestamp>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    state.database.apply(&Pin { may: &may, at }).await?;
    Ok(StatusCode::NO_CONTENT)
}
