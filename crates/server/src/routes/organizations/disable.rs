//! `POST /organizations/{organization}/disable`: closes it.

use api_types::{OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageOrganization,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        invitations::validation::can_send_mail,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::{DisableError, DisableOrganization},
};

/// Disable an organization: from the next request on, nothing of it works for anybody. It can be enabled again.
/// Administrators are told by mail
#[utoipa::path(
    post,
    path = "/organizations/{organization}/disable",
    tag = "organizations",
    operation_id = "disable_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Disabled"),
        (status = 403, description = "The caller cannot manage the organization", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn disable(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageOrganization>(organization).await?;
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    state.database.apply(&DisableOrganization { may: &may, has_mail, context }).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}

impl From<DisableError> for ApiError {
    fn from(error: DisableError) -> Self {
        match error {
            DisableError::NoLongerAllowed => Self::NotFound,
            DisableError::Store(error) => error.into(),
        }
    }
}
