//! `DELETE /organizations/{organization}`: closes it, and lets it be erased.

use api_types::{OrganizationDeletion, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageOrganization,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation::can_send_mail,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::{DeleteError, DeleteOrganization},
};

/// Delete an organization: from the next request on, nothing of it works for anybody. It can be restored for 30 days,
/// then everything in it is erased. Administrators are told by mail
#[utoipa::path(
    delete,
    path = "/organizations/{organization}",
    tag = "organizations",
    operation_id = "delete_organization",
    params(("organization" = OrganizationId, Path)),
    request_body = OrganizationDeletion,
    security(("session" = [])),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "The caller cannot manage the organization, or has to prove again who they are",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The organization has another name", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(body): Json<OrganizationDeletion>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageOrganization>(organization).await?;
    let proven = caller.proven()?;
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    let delete = DeleteOrganization { may: &may, proven, name: &body.name, has_mail, context };
    state.database.apply(&delete).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}

impl From<DeleteError> for ApiError {
    fn from(error: DeleteError) -> Self {
        match error {
            DeleteError::NoLongerAllowed => Self::NotFound,
            DeleteError::OtherName => Self::field("/name", "mismatch", "Enter the name of the organization as it is."),
            DeleteError::Store(error) => error.into(),
        }
    }
}
