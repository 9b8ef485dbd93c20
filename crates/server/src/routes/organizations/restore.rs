//! `POST /organizations/{organization}/restore`: opens it again after it was deleted.

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
    store::{access::Closed, organizations::RestoreOrganization},
};

/// Restore a deleted organization, within 30 days. Everything in it is as it was. Administrators are told by mail
#[utoipa::path(
    post,
    path = "/organizations/{organization}/restore",
    tag = "organizations",
    operation_id = "restore_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Restored"),
        MembersOnly,
    )
)]
pub async fn restore(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize_closed::<ManageOrganization>(organization, Closed::Deleted).await?;
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    state.database.apply(&RestoreOrganization { may: &may, has_mail, context }).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}
