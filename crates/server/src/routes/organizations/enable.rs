//! `POST /organizations/{organization}/enable`: opens it again.

use api_types::OrganizationId;
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
    store::{access::Closed, organizations::EnableOrganization},
};

/// Enable a disabled organization. Everything in it is as it was. Administrators are told by mail
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
    let may = caller.authorize_closed::<ManageOrganization>(organization, Closed::Disabled).await?;
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    state.database.apply(&EnableOrganization { may: &may, has_mail, context }).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}
