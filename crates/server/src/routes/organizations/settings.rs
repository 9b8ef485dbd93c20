//! `GET /organizations/{organization}/settings`: its settings.

use api_types::{OrganizationId, OrganizationSettings};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadSettings,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::organizations,
};

/// Get the settings of an organization. To those who cannot manage it, there are none
#[utoipa::path(
    get,
    path = "/organizations/{organization}/settings",
    tag = "organizations",
    operation_id = "get_organization_settings",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The settings; `ETag` is their version", body = OrganizationSettings),
        MembersOnly,
    )
)]
pub async fn settings(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadSettings>(organization).await?;
    let mut settings = organizations::settings(&state.database, &may).await?.ok_or(ApiError::NotFound)?;
    settings.billing_url = state.settings.billing_url.as_ref().map(|url| url.of(&settings.number));
    Ok(if_match::with_version(settings.version, settings))
}
