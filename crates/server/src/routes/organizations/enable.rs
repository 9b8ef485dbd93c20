//! `POST /organizations/{organization}/enable`: opens it again.

use api_types::OrganizationId;
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageOrganization,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::EnableOrganization,
};

/// Enable a disabled organization. Everything in it is as it was
#[utoipa::path(
    post,
    path = "/organizations/{organization}/enable",
    tag = "organizations",
    operation_id = "enable_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Enabled"),
        MembersOnly,
    )
)]
pub async fn enable(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize_disabled::<ManageOrganization>(organization).await?;
    state.database.apply(&EnableOrganization { may: &may, context: state.audit_context(&source) }).await?;
    Ok(StatusCode::NO_CONTENT)
}
